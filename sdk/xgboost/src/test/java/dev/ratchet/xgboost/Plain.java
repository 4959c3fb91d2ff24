/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.dataset.FloatDataset;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Matrices as users of stock XGBoost4J make them: without names. */
final class Plain {

    private Plain() {}

    static DMatrix matrix(int rows) throws XGBoostError {
        FloatDataset data = Wdbc.all().part("plain", 0, rows);
        DMatrix matrix = new DMatrix(data.rows().values(), rows, 30, Float.NaN);
        matrix.setLabel(data.labels().orElseThrow());
        return matrix;
    }
}
