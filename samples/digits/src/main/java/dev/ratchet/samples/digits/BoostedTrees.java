/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.digits;

import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.List;
import java.util.Map;

/** Trees by XGBoost4J; the validation rows choose how many. */
final class BoostedTrees {

    private static final int MOST_ROUNDS = 200;
    private static final int PATIENCE = 10;

    private static final Map<String, Object> PARAMS = Map.of(
            "objective",
            "multi:softprob",
            "num_class",
            Digits.CLASSES,
            "eval_metric",
            List.of("merror", "mlogloss"),
            "max_depth",
            4,
            "eta",
            0.2,
            "subsample",
            0.7,
            "colsample_bynode",
            0.3,
            "seed",
            Digits.SEED);

    private BoostedTrees() {}

    static LoggedModel train(Run run, DataSplit split) throws XGBoostError {
        try (TrackedMatrix train = TrackedMatrix.of(split.train(), Digits.DIGIT);
                TrackedMatrix valid = train.like(split.validation())) {
            Booster booster = AutologXGBoost.train(
                    run, train, PARAMS, MOST_ROUNDS, Map.of("valid", valid), null, null, null, PATIENCE);
            LoggedModel model = run.logModel("model", XGBoostModel.of(booster));
            booster.dispose();
            return model;
        }
    }
}
