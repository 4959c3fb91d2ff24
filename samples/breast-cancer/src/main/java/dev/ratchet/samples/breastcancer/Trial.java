/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.Experiment;
import dev.ratchet.Run;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One setting that was trained in a run of its own, which is still open.
 *
 * @param run the run
 * @param params what it was trained with, but for the metrics that were watched
 * @param booster the trained booster
 * @param rounds how many rounds were trained
 * @param loss the log loss of the validation rows at the best round
 */
record Trial(Run run, Map<String, Object> params, Booster booster, int rounds, double loss) implements AutoCloseable {

    private static final int MOST_ROUNDS = 300;
    private static final int PATIENCE = 15;

    static Trial train(
            Experiment experiment, String name, Map<String, Object> setting, TrackedMatrix train, TrackedMatrix valid)
            throws XGBoostError {
        Map<String, Object> params = new LinkedHashMap<>(setting);
        params.put("objective", "binary:logistic");
        params.put("seed", BreastCancer.SEED);
        // So few rows are learned faster by one thread than by several.
        params.put("nthread", 1);
        Map<String, Object> watched = new LinkedHashMap<>(params);
        watched.put("eval_metric", List.of("auc", "logloss"));
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("train", train);
        watches.put("valid", valid);
        Run run = experiment.start(name);
        try {
            Booster booster =
                    AutologXGBoost.train(run, train, watched, MOST_ROUNDS, watches, null, null, null, PATIENCE);
            double loss = Double.parseDouble(booster.getAttr("best_score"));
            return new Trial(run, params, booster, booster.getNumBoostedRound(), loss);
        } catch (XGBoostError | RuntimeException e) {
            run.fail(e);
            run.close();
            throw e;
        }
    }

    @Override
    public void close() {
        booster.dispose();
        run.close();
    }
}
