/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.BitSet;

/** Rows with a number to be predicted. */
public final class RegressionPredictions implements Predictions {

    private final double[] targets;
    private final double[] predicted;
    private final RowInfo rows;

    private RegressionPredictions(double[] targets, double[] predicted, RowInfo rows) {
        this.targets = targets;
        this.predicted = predicted;
        this.rows = rows;
        rows.requireRows(targets.length);
    }

    /** What is true and what the model says, for each row. */
    public static RegressionPredictions of(double[] targets, double[] predicted) {
        return new RegressionPredictions(targets.clone(), predicted.clone(), RowInfo.none());
    }

    /** A copy of what is true. */
    public double[] targets() {
        return targets.clone();
    }

    /** A copy of what the model says. */
    public double[] predicted() {
        return predicted.clone();
    }

    @Override
    public int rowCount() {
        return targets.length;
    }

    @Override
    public RowInfo rows() {
        return rows;
    }

    @Override
    public RegressionPredictions with(RowInfo more) {
        return new RegressionPredictions(targets, predicted, more);
    }

    @Override
    public RegressionPredictions select(int... positions) {
        return new RegressionPredictions(
                Picked.of(targets, positions), Picked.of(predicted, positions), rows.select(positions));
    }

    @Override
    public RegressionPredictions mixed(Predictions other, BitSet fromOther) {
        RegressionPredictions with = RowInfo.sameRows(this, RegressionPredictions.class, other);
        double[] mixed = predicted.clone();
        fromOther.stream().forEach(row -> mixed[row] = with.predicted[row]);
        return new RegressionPredictions(targets, mixed, rows);
    }
}
