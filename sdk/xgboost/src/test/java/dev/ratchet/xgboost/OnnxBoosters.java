/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Small boosters of each kind that is exported to ONNX, trained on generated rows with missing values. */
final class OnnxBoosters {

    static final int FEATURES = 5;
    static final List<String> NAMES =
            IntStream.range(0, FEATURES).mapToObj(i -> "x" + i).toList();

    private static final int ROWS = 300;

    private OnnxBoosters() {}

    /** The params of each kind by its name. */
    static Map<String, Map<String, Object>> kinds() {
        Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();
        for (String objective : List.of(
                "binary:logistic",
                "binary:logitraw",
                "binary:hinge",
                "reg:squarederror",
                "reg:absoluteerror",
                "reg:logistic",
                "reg:gamma",
                "reg:tweedie",
                "count:poisson",
                "survival:cox",
                "rank:ndcg",
                "rank:pairwise")) {
            kinds.put(objective, Map.of("objective", objective));
        }
        kinds.put("multi:softprob", Map.of("objective", "multi:softprob", "num_class", 3));
        kinds.put("multi:softmax", Map.of("objective", "multi:softmax", "num_class", 3));
        kinds.put("base score", Map.of("objective", "binary:logistic", "base_score", 0.2));
        kinds.put("dart", Map.of("objective", "binary:logistic", "booster", "dart", "rate_drop", 0.4));
        kinds.put("forest", Map.of("objective", "reg:squarederror", "num_parallel_tree", 3, "subsample", 0.5));
        kinds.put("lossguide", Map.of("objective", "reg:squarederror", "grow_policy", "lossguide", "gamma", 1));
        kinds.put("linear", Map.of("objective", "reg:squarederror", "booster", "gblinear", "updater", "coord_descent"));
        return kinds;
    }

    static Booster train(Map<String, Object> params) throws XGBoostError {
        return train(params, 12, "q");
    }

    static Booster train(Map<String, Object> params, int rounds, String firstType) throws XGBoostError {
        float[] rows = rows(new Random(3), ROWS, firstType.equals("c"));
        DMatrix matrix = matrix(rows, ROWS);
        matrix.setFeatureNames(NAMES.toArray(String[]::new));
        String[] types = {firstType, "q", "q", "q", "q"};
        matrix.setFeatureTypes(types);
        matrix.setLabel(labels(rows, params));
        if (String.valueOf(params.get("objective")).startsWith("rank:")) {
            matrix.setGroup(new int[] {100, 100, 100});
        }
        Map<String, Object> all = new HashMap<>(params);
        all.put("seed", 7);
        all.put("nthread", 1);
        try {
            Booster booster = XGBoost.train(matrix, all, rounds, Map.of(), null, null);
            // Without a round only a prediction tells the booster how many features there are.
            booster.predict(matrix);
            return booster;
        } finally {
            matrix.dispose();
        }
    }

    static DMatrix matrix(float[] rows, int count) throws XGBoostError {
        return new DMatrix(rows, count, FEATURES, Float.NaN);
    }

    static float[] rows(Random random, int count, boolean codes) {
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            float value = (float) random.nextGaussian();
            rows[i] = codes && i % FEATURES == 0
                    ? random.nextInt(8)
                    : random.nextInt(10) == 0 ? Float.NaN : Math.round(value * 8) / 8f;
        }
        return rows;
    }

    /** Whole numbers that the values of a row decide, so that there is something to learn; never 0 for gamma's sake. */
    private static float[] labels(float[] rows, Map<String, Object> params) {
        String objective = String.valueOf(params.get("objective"));
        boolean binary = objective.startsWith("binary:") || objective.equals("reg:logistic");
        int classes = params.containsKey("num_class") ? 3 : binary ? 2 : 6;
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            float first = rows[i * FEATURES];
            float second = rows[i * FEATURES + 1];
            int score = (Float.isNaN(first) ? 2 : first > 0.5 ? 1 : 0) + (second > 0 ? 1 : 0) + i % 3;
            labels[i] = score % classes + (classes == 6 ? 1 : 0);
        }
        return labels;
    }
}
