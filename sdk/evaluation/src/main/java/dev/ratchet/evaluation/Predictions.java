/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

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
}
