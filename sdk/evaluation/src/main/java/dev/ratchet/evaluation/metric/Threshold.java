/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * A chosen threshold.
 *
 * @param threshold the score from which rows are predicted positive; plus infinity when none is
 * @param value what is reached by it: F1, Youden's J, or the cost in all
 */
public record Threshold(double threshold, double value) {}
