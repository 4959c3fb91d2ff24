/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trains all folds round by round and logs each round. Used once, by one thread. */
final class CrossValidator {

    private final Run run;
    private final List<Fold> folds = new ArrayList<>();
    private final Map<String, List<Double>> means = new LinkedHashMap<>();
    private final Map<String, List<Double>> deviations = new LinkedHashMap<>();

    CrossValidator(Run run) {
        this.run = run;
    }

    CrossValidation validate(
            DMatrix data,
            Map<String, Object> params,
            int rounds,
            int nfold,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            long seed)
            throws XGBoostError {
        int rows = Math.toIntExact(data.rowNum());
        if (nfold < 2 || nfold > rows) {
            throw new RatchetException("nfold is " + nfold + ", but " + rows + " rows allow 2 to " + rows + " folds.");
        }
        try {
            for (int[] test : Fold.testRows(rows, nfold, seed)) {
                folds.add(Fold.of(data, Fold.others(rows, test), test, params, eval));
            }
            for (int iteration = 0; iteration < rounds; iteration++) {
                round(iteration, obj);
            }
            return new CrossValidation(
                    means, deviations, folds.stream().map(Fold::history).toList());
        } finally {
            folds.forEach(Fold::close);
        }
    }

    private void round(int iteration, @Nullable IObjective obj) throws XGBoostError {
        Map<String, Double> logged = new LinkedHashMap<>();
        Map<String, double[]> byKey = new LinkedHashMap<>();
        for (int i = 0; i < folds.size(); i++) {
            int fold = i;
            folds.get(i).round(iteration, obj).forEach((key, value) -> {
                logged.put("fold-" + fold + "/" + key, value);
                byKey.computeIfAbsent(key, k -> new double[folds.size()])[fold] = value;
            });
        }
        byKey.forEach((key, values) -> {
            double mean = mean(values);
            double deviation = deviation(values, mean);
            means.computeIfAbsent(key, k -> new ArrayList<>()).add(mean);
            deviations.computeIfAbsent(key, k -> new ArrayList<>()).add(deviation);
            logged.put(key + "-mean", mean);
            logged.put(key + "-std", deviation);
        });
        run.logMetrics(logged, iteration);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
