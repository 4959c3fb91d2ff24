/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.internal.CodedColumn;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.slice.FeatureColumn;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A rule that looks at one column.
 *
 * @param name of the column
 * @param answers for each validation row
 */
record SingleFeature(String name, double[] answers) {

    private static final int CUTS = 20;
    private static final int MINIMUM_ROWS = 10;
    /** Each mean counts as if so many more rows had the mean of all, so that few rows do not say much. */
    private static final double PRIOR_ROWS = 1;

    static SingleFeature best(
            Metric metric, Predictions training, List<FeatureColumn> columns, List<FeatureColumn> further) {
        require(
                !columns.isEmpty() && columns.size() == further.size(),
                "There are " + columns.size() + " training columns and " + further.size()
                        + " validation columns: give the same ones, at least one.");
        double[] targets = targets(training);
        int[] rows = IntStream.range(0, targets.length).toArray();
        SingleFeature best = null;
        double bestValue = 0;
        UndefinedMetricException undefined = null;
        for (int i = 0; i < columns.size(); i++) {
            FeatureColumn column = columns.get(i);
            require(
                    column.name().equals(further.get(i).name()) && column.rowCount() == targets.length,
                    "Column " + i + " is '" + column.name() + "' of " + column.rowCount() + " rows and '"
                            + further.get(i).name()
                            + "': give the same columns in the same order, with a value for each of"
                            + " the " + targets.length + " training rows.");
            CodedColumn coded = CodedColumn.of(column, rows, CUTS, MINIMUM_ROWS);
            double[] means = means(coded, targets);
            try {
                double[] known = IntStream.of(rows)
                        .mapToDouble(row -> means[coded.code(row)])
                        .toArray();
                double value = metric.value(predictions(training, known));
                if (best == null || metric.direction().improvement(value, bestValue) > 0) {
                    bestValue = value;
                    best = new SingleFeature(
                            column.name(),
                            Arrays.stream(coded.codesOf(further.get(i)))
                                    .mapToDouble(code -> means[code])
                                    .toArray());
                }
            } catch (UndefinedMetricException e) {
                undefined = e;
            }
        }
        return found(best, undefined);
    }

    private static SingleFeature found(@Nullable SingleFeature best, @Nullable UndefinedMetricException undefined) {
        if (best != null) {
            return best;
        }
        throw undefined == null ? new IllegalStateException("Each column has a value or a reason.") : undefined;
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    private static double[] targets(Predictions training) {
        if (training instanceof BinaryPredictions binary) {
            return Arrays.stream(binary.labels()).asDoubleStream().toArray();
        }
        if (training instanceof RegressionPredictions numbers) {
            return numbers.targets();
        }
        throw new UndefinedMetricException(
                UndefinedMetricException.Reason.BAD_ARGUMENT,
                "A rule of a single feature is made for two classes and for numbers, not for "
                        + training.getClass().getSimpleName() + ".");
    }

    private static double[] means(CodedColumn coded, double[] targets) {
        double mean = Arrays.stream(targets).average().orElse(0);
        double[] sums = new double[coded.codeCount()];
        double[] counts = new double[coded.codeCount()];
        for (int row = 0; row < targets.length; row++) {
            sums[coded.code(row)] += targets[row];
            counts[coded.code(row)]++;
        }
        Arrays.setAll(sums, code -> (sums[code] + PRIOR_ROWS * mean) / (counts[code] + PRIOR_ROWS));
        return sums;
    }

    Predictions predict(Predictions validation) {
        return predictions(validation, answers);
    }

    private static Predictions predictions(Predictions truth, double[] answers) {
        return truth instanceof BinaryPredictions binary
                ? BinaryPredictions.ofProbabilities(binary.labels(), answers)
                : RegressionPredictions.of(targets(truth), answers);
    }
}
