/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Whether groups of people are treated alike: rates of each group and how far they differ, with intervals.
 * {@link dev.ratchet.evaluation.fairness.Fairness} is the entry.
 */
@NullMarked
package dev.ratchet.evaluation.fairness;

import org.jspecify.annotations.NullMarked;
