/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Folds;
import dev.ratchet.evaluation.CrossValidated;
import dev.ratchet.evaluation.metric.BinaryCounts;
import dev.ratchet.evaluation.metric.RankedScores;
import dev.ratchet.evaluation.metric.ZeroDivision;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The settings on stratified folds of the rows that are not sealed, several times over. All settings see the same folds,
 * each is trained for as many rounds as its trial.
 *
 * @param scores of each setting on each fold
 * @param rows how many rows were divided
 */
record CrossValidation(List<Score> scores, int rows) {

    static final int FOLDS = 5;
    private static final double CONFIDENCE = 0.95;
    private static final float HALF = 0.5f;

    /** One setting on one fold. */
    record Score(String setting, int repeat, int fold, double f1, double auc) {}

    static CrossValidation of(Table rows, List<Trial> trials, int repeats, Progress progress) throws XGBoostError {
        List<Score> scores = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            progress.show("cross-validating, " + (repeat + 1) + " of " + repeats);
            try (Folds folds = DataSplit.stratified(BreastCancer.DIAGNOSIS)
                    .seed(BreastCancer.SEED + repeat)
                    .folds(FOLDS, rows)) {
                for (int fold = 0; fold < FOLDS; fold++) {
                    try (Table train = folds.train(fold);
                            Table test = folds.validation(fold)) {
                        scores.addAll(scores(trials, repeat, fold, train, test));
                    }
                }
            }
        }
        progress.clear();
        return new CrossValidation(List.copyOf(scores), rows.rowCount());
    }

    private static List<Score> scores(List<Trial> trials, int repeat, int fold, Table train, Table test)
            throws XGBoostError {
        DMatrix learned = matrix(train);
        DMatrix held = matrix(test);
        try {
            List<Score> scores = new ArrayList<>();
            for (Trial trial : trials) {
                Booster booster = XGBoost.train(learned, trial.params(), trial.rounds(), Map.of(), null, null);
                try {
                    scores.add(score(trial.run().name(), repeat, fold, labels(test), booster.predict(held)));
                } finally {
                    booster.dispose();
                }
            }
            return scores;
        } finally {
            learned.dispose();
            held.dispose();
        }
    }

    private static Score score(String setting, int repeat, int fold, int[] labels, float[][] outputs) {
        double[] probabilities = new double[labels.length];
        int[] predicted = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            probabilities[row] = outputs[row][0];
            predicted[row] = outputs[row][0] >= HALF ? 1 : 0;
        }
        return new Score(
                setting,
                repeat,
                fold,
                BinaryCounts.of(labels, predicted, null).f1(ZeroDivision.ZERO),
                RankedScores.of(labels, probabilities, null).rocAuc());
    }

    /** Without what is logged of a matrix in a run: 150 of them would be noise. */
    private static DMatrix matrix(Table rows) throws XGBoostError {
        String[] features = rows.schema().names().stream()
                .filter(name -> !name.equals(BreastCancer.DIAGNOSIS))
                .toArray(String[]::new);
        DMatrix matrix = new DMatrix(rows.toFloats(features), rows.rowCount(), features.length, Float.NaN);
        int[] labels = labels(rows);
        float[] floats = new float[labels.length];
        for (int row = 0; row < labels.length; row++) {
            floats[row] = labels[row];
        }
        matrix.setLabel(floats);
        return matrix;
    }

    private static int[] labels(Table rows) {
        int[] labels = new int[rows.rowCount()];
        int diagnosis = rows.indexOf(BreastCancer.DIAGNOSIS);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = BreastCancer.MALIGNANT.equals(rows.text(row, diagnosis)) ? 1 : 0;
        }
        return labels;
    }

    /** The F1 score of a setting over all folds. */
    CrossValidated f1(String setting) {
        return summary("f1_score", setting, Score::f1);
    }

    /** The ROC AUC of a setting over all folds. */
    CrossValidated auc(String setting) {
        return summary("roc_auc", setting, Score::auc);
    }

    private CrossValidated summary(String metric, String setting, ToDoubleFunction<Score> value) {
        long test = Math.max(1, rows / FOLDS);
        double[] values = scores.stream()
                .filter(score -> score.setting().equals(setting))
                .mapToDouble(value)
                .toArray();
        return CrossValidated.of(metric, values, rows - test, test, CONFIDENCE);
    }

    /** The trial whose setting has the best mean F1 score. */
    Trial best(List<Trial> trials) {
        return trials.stream()
                .max(Comparator.comparingDouble(trial -> f1(trial.run().name()).mean()))
                .orElseThrow();
    }

    /** One run for all of it: means and deviations, the mean of each repetition as a curve, and a table of every fold. */
    CrossValidation logTo(Run run, List<Trial> trials) {
        for (Trial trial : trials) {
            String setting = trial.run().name();
            run.logParam(setting + "/rounds", trial.rounds());
            for (CrossValidated metric : List.of(f1(setting), auc(setting))) {
                String key = setting + "/" + metric.metric();
                List<Double> values = metric.values();
                for (int start = 0; start < values.size(); start += FOLDS) {
                    double mean = values.subList(start, start + FOLDS).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow();
                    run.logMetric(key, mean, start / FOLDS);
                }
                run.logMetrics(Map.of(key + "-mean", metric.mean(), key + "-std", metric.standardDeviation()), 0);
            }
        }
        Map<String, List<?>> table = new LinkedHashMap<>();
        table.put("setting", scores.stream().map(Score::setting).toList());
        table.put("repeat", scores.stream().map(Score::repeat).toList());
        table.put("fold", scores.stream().map(Score::fold).toList());
        table.put("f1_score", scores.stream().map(Score::f1).toList());
        table.put("roc_auc", scores.stream().map(Score::auc).toList());
        run.logTable(table, "folds.json");
        return this;
    }
}
