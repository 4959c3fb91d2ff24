/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Predictions;

/** Trains the same recipe again. What it throws is passed on. */
@FunctionalInterface
public interface Trainer {

    /**
     * Trains a model and predicts the validation rows, which are the same each time and in the same order.
     *
     * @param fraction how much of the training rows to learn from, above 0 to 1
     * @param seed of all that is random: the rows that are taken, the model's own
     */
    Predictions train(double fraction, long seed);
}
