/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Follows the last metric of the last watch as XGBoost4J does, and keeps the best iteration as the booster's
 * attributes, also when nothing is to be stopped. NaN never improves. Used by one thread.
 */
final class EarlyStopping {

    private static final String[] MAXIMISED = {
        "auc", "aucpr", "pre", "pre@", "map", "ndcg", "auc@", "aucpr@", "map@", "ndcg@"
    };

    private final int rounds;
    private final boolean maximise;
    private float best;
    private int bestIteration;
    private @Nullable Map<String, Double> bestMetrics;

    EarlyStopping(int rounds, Map<String, Object> params, String lastMetric) {
        this.rounds = rounds;
        this.maximise = maximises(params, lastMetric);
        this.best = maximise ? -Float.MAX_VALUE : Float.MAX_VALUE;
    }

    /** The direction as XGBoost4J decides it: the caller's word, else the metric's name. */
    static boolean maximises(Map<String, Object> params, String lastMetric) {
        Object said = params.get("maximize_evaluation_metrics");
        if (said != null) {
            return Boolean.parseBoolean(String.valueOf(said));
        }
        String metric = params.get("eval_metric") instanceof String single ? single : lastMetric;
        if (metric.equals("mape")) {
            return false;
        }
        for (String prefix : MAXIMISED) {
            if (metric.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Takes an iteration into account; true when training should stop. */
    boolean stop(int iteration, float score, Map<String, Double> metrics, Booster booster) throws XGBoostError {
        if (bestMetrics == null) {
            bestMetrics = metrics;
        }
        if (maximise ? score > best : score < best) {
            best = score;
            bestIteration = iteration;
            bestMetrics = metrics;
            booster.setAttr("best_iteration", String.valueOf(iteration));
            booster.setAttr("best_score", String.valueOf(score));
        }
        return rounds > 0 && iteration - bestIteration >= rounds;
    }

    int bestIteration() {
        return bestIteration;
    }

    /** All values of the best iteration. */
    Map<String, Double> bestMetrics() {
        return bestMetrics == null ? Map.of() : bestMetrics;
    }
}
