/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Run;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logs a training that the caller does by stock {@code XGBoost.train}. Used once, by one thread. */
final class StockLog {

    private final Run run;
    private final TrainingLog log;
    private final TrainingRequest request;
    private final List<String> watches;

    StockLog(Run run, AutologOptions options, TrainingRequest request) {
        this.run = run;
        this.log = new TrainingLog(run, options);
        this.request = request;
        this.watches = List.copyOf(request.watches().keySet());
    }

    Booster train(StockTraining training) throws XGBoostError {
        log.params(request.params(), request.round(), request.earlyStoppingRounds());
        log.callbacks(request.obj(), request.eval());
        try {
            begin();
            float[][] metrics = new float[watches.size()][request.round()];
            // Stock leaves what it did not reach untouched.
            Arrays.stream(metrics).forEach(row -> Arrays.fill(row, Float.NaN));
            Booster booster = training.train(metrics);
            logValues(booster, metrics);
            return booster;
        } catch (XGBoostError e) {
            throw Guards.withoutNativeStack(e);
        }
    }

    private void begin() throws XGBoostError {
        Booster untrained = XGBoost.train(request.dtrain(), request.params(), 0, Map.of(), null, null);
        try {
            log.datasets(request.dtrain(), request.watches(), untrained);
        } finally {
            untrained.dispose();
        }
    }

    private void logValues(Booster booster, float[][] metrics) throws XGBoostError {
        int reached = 0;
        for (int i = 0; i < request.round() && !watches.isEmpty(); i++) {
            reached = Float.isNaN(metrics[metrics.length - 1][i]) ? reached : i + 1;
        }
        String metric = reached == 0 ? "" : metricName(booster, request.watches(), request.eval());
        boolean stops = request.earlyStoppingRounds() > 0 && reached > 0;
        for (int i = 0; i < (stops ? reached : reached - 1); i++) {
            run.logMetrics(values(metrics, metric, i), i);
        }
        if (stops) {
            String attribute = booster.getAttr("best_iteration");
            int best = attribute == null ? 0 : Math.min(reached - 1, Integer.parseInt(attribute));
            run.logMetric("stopped_iteration", reached - 1);
            run.logMetric("best_iteration", best);
            log.finished(booster, watches, values(metrics, metric, best), reached);
        } else {
            log.finished(booster, watches, reached == 0 ? Map.of() : values(metrics, metric, reached - 1), reached - 1);
        }
    }

    private Map<String, Double> values(float[][] metrics, String metric, int iteration) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < watches.size(); i++) {
            values.put(watches.get(i) + "-" + metric, (double) metrics[i][iteration]);
        }
        return values;
    }

    /** Stock training does not tell the metric's name: evaluating a single row does. */
    private String metricName(Booster booster, Map<String, DMatrix> matrices, @Nullable IEvaluation eval) {
        if (eval != null) {
            return eval.getMetric();
        }
        try {
            DMatrix row = matrices.values().iterator().next().slice(new int[] {0});
            try {
                Evaluator evaluator = new Evaluator(Map.of("row", row), null);
                evaluator.evaluate(booster, 0);
                return evaluator.lastMetric();
            } finally {
                row.dispose();
            }
        } catch (XGBoostError e) {
            // Data with groups cannot be sliced.
            Object said = request.params().get("eval_metric");
            return said == null ? "metric" : String.valueOf(said);
        }
    }
}
