/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.BitSet;

/**
 * What is true of rows and what a model says of them. Immutable values; arrays are copied. Each kind has its own factory
 * methods: {@link BinaryPredictions}, {@link MulticlassPredictions}, {@link RegressionPredictions} and
 * {@link RankingPredictions}.
 */
public sealed interface Predictions
        permits BinaryPredictions, MulticlassPredictions, RegressionPredictions, RankingPredictions {

    /** The number of rows. */
    int rowCount();

    /** What is known of the rows beside. */
    RowInfo rows();

    /** The same predictions with what is known of their rows. */
    Predictions with(RowInfo rows);

    /** Some of the rows, in the order of their positions, which may repeat. */
    Predictions select(int... rows);

    /**
     * The same rows with some of them predicted by another model: what two models of equal worth would look like when it
     * is repeated at random.
     *
     * @param other predictions of the same kind for the same rows in the same order
     * @param fromOther the rows to be taken from the other
     * @throws IllegalArgumentException if the other has another kind or number of rows
     */
    Predictions mixed(Predictions other, BitSet fromOther);
}
