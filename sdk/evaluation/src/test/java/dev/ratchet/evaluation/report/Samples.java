/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.fairness.Criterion;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.fairness.Gap;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.slice.Slice;
import dev.ratchet.evaluation.slice.SliceReport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Predictions of models that do not exist, and reports of them. */
final class Samples {

    /** A name that does harm where it is not escaped. */
    static final String NASTY = "<script>alert(1)</script> & \"'\u0000\u001b[31m";

    private Samples() {}

    /** About the size and the quality of a good model of the breast cancer data's test part. */
    static BinaryPredictions tumours(int rows) {
        Random random = new Random(42);
        int[] labels = new int[rows];
        double[] probabilities = new double[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextDouble() < 0.37 ? 1 : 0;
            double logit = (labels[row] == 1 ? 2.6 : -2.8) + 1.9 * random.nextGaussian();
            probabilities[row] = 1 / (1 + Math.exp(-logit));
        }
        return BinaryPredictions.ofProbabilities(labels, probabilities).withClasses("benign", "malignant");
    }

    static MulticlassPredictions classes(int classes, int rows) {
        Random random = new Random(7);
        int[] labels = new int[rows];
        double[][] probabilities = new double[rows][classes];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(classes);
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                double near = Math.abs(k - labels[row]) == 1 ? 1 : 0;
                double logit = (k == labels[row] ? 4 : near) + 1.5 * random.nextGaussian();
                probabilities[row][k] = Math.exp(logit);
                sum += probabilities[row][k];
            }
            for (int k = 0; k < classes; k++) {
                probabilities[row][k] /= sum;
            }
        }
        List<String> names = IntStream.range(0, classes)
                .mapToObj(k -> classes <= 10 ? "digit " + k : "class number " + k)
                .toList();
        return MulticlassPredictions.ofProbabilities(names, labels, probabilities);
    }

    /** Delays in minutes: most small, some very large. */
    static RegressionPredictions delays(int rows) {
        Random random = new Random(3);
        double[] targets = new double[rows];
        double[] predicted = new double[rows];
        for (int row = 0; row < rows; row++) {
            double delay = -8
                    + 12 * random.nextGaussian()
                    + (random.nextInt(6) == 0 ? -60 * Math.log(random.nextDouble()) : 0);
            targets[row] = Math.rint(delay);
            predicted[row] = 0.7 * delay + 9 * random.nextGaussian();
        }
        return RegressionPredictions.of(targets, predicted);
    }

    static SliceReport slices(String column, int slices) {
        Metric metric = Metrics.binary().get(4);
        Random random = new Random(11);
        List<Slice> all = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            double value = 0.7 + 0.28 * (i + 1) / slices;
            double half = 0.02 + 0.05 * random.nextDouble();
            Figure figure = new Figure.Defined(
                    metric, value, Optional.of(new Interval(value - half, Math.min(1, value + half))), "formula");
            all.add(new Slice(
                    column + " = " + (i == 1 ? NASTY : "value " + i),
                    100 + 37 * i,
                    1.0 / slices,
                    List.of(figure),
                    Optional.empty(),
                    i < 2 ? OptionalDouble.of(0.001 * (i + 1)) : OptionalDouble.of(0.4),
                    ""));
        }
        Figure whole = new Figure.Defined(metric, 0.91, Optional.of(new Interval(0.89, 0.93)), "formula");
        return new SliceReport(
                Optional.of(column), metric, whole, all, 50, 2, 31, 0.05, "Holm's rule keeps false alarms below 5 %.");
    }

    static FairnessReport fairness() {
        List<Gap> gaps = Arrays.stream(Criterion.values())
                .map(criterion -> criterion == Criterion.EQUAL_OPPORTUNITY_RATIO
                        ? new Gap(criterion, OptionalDouble.empty(), Optional.empty(), "A group has no positive row.")
                        : new Gap(
                                criterion, OptionalDouble.of(0.12), Optional.of(new Interval(0.02, 0.23)), "bootstrap"))
                .toList();
        return new FairnessReport("sex", List.of(), gaps, Optional.empty(), Map.of(), 0.95, 0);
    }

    static Map<String, Double> importances() {
        Map<String, Double> gains = new LinkedHashMap<>();
        gains.put("worst concave points", 214.25);
        gains.put(NASTY, 120.5);
        for (int i = 0; i < 30; i++) {
            gains.put("a feature with quite a long name, number " + i, 60.0 / (i + 1));
        }
        return gains;
    }

    static EvaluationReport tumourReport() {
        return EvaluationReport.builder("Breast cancer, depth 4")
                .predictions(tumours(400))
                .evaluation(Evaluator.builder().resamples(200).build().evaluate(tumours(400)))
                .importances(importances())
                .slices(slices("carrier", 14))
                .fairness(fairness())
                .problem(ProblemDefinition.builder(Task.BINARY, "diagnosis")
                        .positiveClass("malignant")
                        .metric("f1_score", 0.95)
                        .costs(1, 20)
                        .build())
                .note("Rows of the sealed test part, opened once.")
                .build();
    }

    static EvaluationReport report(Predictions predictions) {
        return EvaluationReport.builder("Report of " + Task.of(predictions).text())
                .predictions(predictions)
                .evaluation(Evaluator.builder().resamples(100).build().evaluate(predictions))
                .build();
    }

    /** With names that do harm wherever a user can give one. */
    static EvaluationReport nastyReport() {
        return EvaluationReport.builder(NASTY)
                .predictions(tumours(60))
                .classNames(NASTY, "positive " + NASTY)
                .evaluation(Evaluator.builder().resamples(100).build().evaluate(tumours(60)))
                .importances(Map.of(NASTY, Double.NaN))
                .slices(slices(NASTY, 3))
                .findings(List.of(Finding.warning(NASTY, NASTY, Stage.DATA)))
                .note(NASTY)
                .build();
    }
}
