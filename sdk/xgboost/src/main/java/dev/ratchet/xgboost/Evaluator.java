/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a booster on its watches, by XGBoost's own metrics or by one of the caller's. Used by one thread. */
final class Evaluator {

    private final DMatrix[] matrices;
    private final String[] names;
    private final @Nullable IEvaluation custom;
    private final EvalLine line;
    private final float[] customValues;
    private String text = "";

    Evaluator(Map<String, DMatrix> watches, @Nullable IEvaluation custom) {
        this.names = watches.keySet().toArray(String[]::new);
        this.matrices = watches.values().toArray(DMatrix[]::new);
        this.custom = custom;
        this.line = new EvalLine(List.of(names));
        this.customValues = new float[names.length];
    }

    int watches() {
        return names.length;
    }

    List<String> names() {
        return List.of(names);
    }

    /** Evaluates and returns the values under {@code <watch>-<metric>}; none when no metric is set. */
    Map<String, Double> evaluate(Booster booster, int iteration) throws XGBoostError {
        for (int i = 0; i < matrices.length; i++) {
            Guards.open(matrices[i], "The matrix of watch '" + names[i] + "'");
        }
        if (custom == null) {
            text = booster.evalSet(matrices, names, iteration);
            line.read(text);
            return line.metrics();
        }
        text = booster.evalSet(matrices, names, custom, customValues);
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            values.put(names[i] + "-" + custom.getMetric(), (double) customValues[i]);
        }
        return values;
    }

    /** The line as XGBoost writes it. */
    String text() {
        return text;
    }

    boolean hasMetrics() {
        return custom != null || line.metricsPerWatch() > 0;
    }

    /** The last metric, by which early stopping goes. */
    String lastMetric() {
        return custom != null ? custom.getMetric() : line.lastMetric();
    }

    /** The last metric's value for a watch. */
    float last(int watch) {
        return custom != null ? customValues[watch] : line.lastOfWatch(watch);
    }

    /** The keys that belong to a watch, of those that were evaluated. */
    static Map<String, Double> ofWatch(String watch, Map<String, Double> metrics, int position, int watches) {
        List<Map.Entry<String, Double>> all = new ArrayList<>(metrics.entrySet());
        int each = all.size() / watches;
        Map<String, Double> own = new LinkedHashMap<>();
        all.subList(position * each, (position + 1) * each).forEach(e -> own.put(e.getKey(), e.getValue()));
        return own;
    }
}
