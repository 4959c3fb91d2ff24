/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of one training, in the order of {@code XGBoost.train}. */
record TrainingRequest(
        DMatrix dtrain,
        Map<String, Object> params,
        int round,
        Map<String, DMatrix> watches,
        float @Nullable [][] metrics,
        @Nullable IObjective obj,
        @Nullable IEvaluation eval,
        int earlyStoppingRounds,
        @Nullable Booster booster) {

    /** Copies the maps, so that a change by another thread cannot reach the loop, and checks everything. */
    TrainingRequest {
        Guards.params(params);
        Guards.watches(watches);
        params = new LinkedHashMap<>(params);
        watches = new LinkedHashMap<>(watches);
        Guards.open(dtrain, "The training matrix");
        Guards.metrics(metrics, watches.size(), round);
        TrackedMatrix.checkAlike(dtrain, watches);
        if (booster != null) {
            Guards.open(booster);
        }
    }
}
