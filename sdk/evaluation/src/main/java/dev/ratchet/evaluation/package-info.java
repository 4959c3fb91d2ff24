/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a model is worth: predictions and labels in, an evaluation out. {@link dev.ratchet.evaluation.Predictions} is the
 * entry; {@link dev.ratchet.evaluation.metric} has the numbers.
 */
@NullMarked
package dev.ratchet.evaluation;

import org.jspecify.annotations.NullMarked;
