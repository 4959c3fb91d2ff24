/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One fold of a cross-validation: its rows, its booster and its values. Used by one thread. */
final class Fold implements AutoCloseable {

    private final DMatrix train;
    private final DMatrix test;
    private final Booster booster;
    private final Evaluator evaluator;
    private final Map<String, List<Double>> history = new LinkedHashMap<>();

    private Fold(DMatrix train, DMatrix test, Map<String, Object> params, @Nullable IEvaluation eval)
            throws XGBoostError {
        this.train = train;
        this.test = test;
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("train", train);
        watches.put("test", test);
        this.booster = XGBoostRounds.begin(train, params, watches, null);
        this.evaluator = new Evaluator(watches, eval);
    }

    /** Cuts the fold out of the data. */
    static Fold of(
            DMatrix data, int[] trainRows, int[] testRows, Map<String, Object> params, @Nullable IEvaluation eval)
            throws XGBoostError {
        DMatrix train = data.slice(trainRows);
        DMatrix test = null;
        try {
            test = data.slice(testRows);
            return new Fold(train, test, params, eval);
        } catch (XGBoostError | RuntimeException e) {
            train.dispose();
            if (test != null) {
                test.dispose();
            }
            throw e;
        }
    }

    /** The test rows of each fold, ascending: the rows shuffled by the seed, dealt out in blocks. */
    static List<int[]> testRows(int rows, int folds, long seed) {
        List<Integer> shuffled = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            shuffled.add(row);
        }
        Collections.shuffle(shuffled, new Random(seed));
        List<int[]> all = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int start = (int) ((long) rows * fold / folds);
            int end = (int) ((long) rows * (fold + 1) / folds);
            all.add(shuffled.subList(start, end).stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray());
        }
        return all;
    }

    /** All rows that are not among some. */
    static int[] others(int rows, int[] some) {
        boolean[] taken = new boolean[rows];
        Arrays.stream(some).forEach(row -> taken[row] = true);
        return java.util.stream.IntStream.range(0, rows)
                .filter(row -> !taken[row])
                .toArray();
    }

    /** Trains one more round and evaluates it. */
    Map<String, Double> round(int iteration, @Nullable IObjective obj) throws XGBoostError {
        XGBoostRounds.update(booster, train, iteration, obj);
        Map<String, Double> values = evaluator.evaluate(booster, iteration);
        values.forEach((key, value) ->
                history.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
        return values;
    }

    Map<String, List<Double>> history() {
        return history;
    }

    @Override
    public void close() {
        booster.dispose();
        train.dispose();
        test.dispose();
    }
}
