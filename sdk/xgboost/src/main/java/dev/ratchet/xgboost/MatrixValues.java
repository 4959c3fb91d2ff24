/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.FloatDataset;

/** Checks the values of a matrix before XGBoost sees them, so that the message names row and column. */
final class MatrixValues {

    private MatrixValues() {}

    static void check(FloatDataset data) {
        if (data.rowCount() == 0) {
            throw new RatchetException("Dataset '" + data.name() + "' has no rows; a matrix needs at least one.");
        }
        float[] values = data.rows().values();
        int columns = data.columns().size();
        for (int i = 0; i < values.length; i++) {
            if (Float.isInfinite(values[i])) {
                throw new RatchetException("Dataset '" + data.name() + "' has an infinite value in row " + i / columns
                        + ", column '" + data.columns().get(i % columns).name()
                        + "': XGBoost takes finite values and NaN for missing ones.");
            }
        }
        data.labels().ifPresent(labels -> labels(data.name(), labels));
        data.weights().ifPresent(weights -> weights(data.name(), weights));
    }

    private static void labels(String name, float[] labels) {
        for (int row = 0; row < labels.length; row++) {
            if (!Float.isFinite(labels[row])) {
                throw new RatchetException("Dataset '" + name + "' has the label " + labels[row] + " in row " + row
                        + ": every row needs a finite label; leave rows without one out.");
            }
        }
    }

    private static void weights(String name, float[] weights) {
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0) || Float.isInfinite(weights[row])) {
                throw new RatchetException("Dataset '" + name + "' has the weight " + weights[row] + " in row " + row
                        + ": weights are finite and not negative.");
            }
        }
    }
}
