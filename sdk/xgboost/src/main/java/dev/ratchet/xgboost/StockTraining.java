/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The caller's own call of stock {@code XGBoost.train}; see {@link AutologXGBoost#stock}. */
@FunctionalInterface
public interface StockTraining {

    /**
     * Trains.
     *
     * @param metrics the array to hand to {@code XGBoost.train}, which fills it with the values of each watch by
     *     iteration; they are logged afterwards
     */
    Booster train(float[][] metrics) throws XGBoostError;
}
