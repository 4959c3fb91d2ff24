/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.BinaryCounts;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Figures with the standard error that leaving rows out gives (B. Efron and C. Stein 1981, doi:10.1214/aos/1176345462). */
final class Jackknifed {

    /** Groups of rows that are left out one after the other; single rows of many would take their square in time. */
    private static final int GROUPS = 50;

    private Jackknifed() {}

    /** Any metric, by leaving out groups of rows. */
    static Estimate of(Metric metric, Predictions predictions) {
        double value = metric.value(predictions);
        Units units = Units.of(predictions);
        int rows = units.count();
        requireTwo(rows);
        int groups = Math.min(rows, GROUPS);
        double[] leftOut = IntStream.range(0, groups)
                .parallel()
                .mapToDouble(group -> metric.value(units.select(IntStream.range(0, rows)
                        .filter(row -> row % groups != group)
                        .toArray())))
                .toArray();
        if (groups > 2
                && Arrays.stream(leftOut).filter(without -> without != value).count() == 1) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "The value hangs on a single row, or on few, so leaving rows out does not tell how sure it is.");
        }
        double[] each = new double[groups];
        Arrays.fill(each, 1);
        return estimate(value, leftOut, each);
    }

    /** A figure of unweighted counts: rows that were told alike are left out alike, so four values say it all. */
    static Estimate of(BinaryCounts counts, ToDoubleFunction<BinaryCounts> figure) {
        requireTwo(counts.total());
        double tn = counts.trueNegatives();
        double fp = counts.falsePositives();
        double fn = counts.falseNegatives();
        double tp = counts.truePositives();
        double[] cells = {tn, fp, fn, tp};
        double[] leftOut = new double[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] > 0) {
                leftOut[cell] = figure.applyAsDouble(new BinaryCounts(
                        tn - (cell == 0 ? 1 : 0),
                        fp - (cell == 1 ? 1 : 0),
                        fn - (cell == 2 ? 1 : 0),
                        tp - (cell == 3 ? 1 : 0)));
            }
        }
        return estimate(figure.applyAsDouble(counts), leftOut, cells);
    }

    /** The same for several classes. */
    static Estimate of(ConfusionMatrix counts, ToDoubleFunction<ConfusionMatrix> figure) {
        requireTwo(counts.total());
        int classes = counts.classes();
        double[] cells = new double[classes * classes];
        double[] leftOut = new double[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = counts.count(cell / classes, cell % classes);
            if (cells[cell] > 0) {
                leftOut[cell] = figure.applyAsDouble(counts.without(cell / classes, cell % classes));
            }
        }
        return estimate(figure.applyAsDouble(counts), leftOut, cells);
    }

    private static Estimate estimate(double value, double[] leftOut, double[] times) {
        double n = Arrays.stream(times).sum();
        double mean = IntStream.range(0, times.length)
                        .mapToDouble(i -> times[i] * leftOut[i])
                        .sum()
                / n;
        double squares = IntStream.range(0, times.length)
                .mapToDouble(i -> times[i] * (leftOut[i] - mean) * (leftOut[i] - mean))
                .sum();
        return Estimate.of(value, Math.sqrt((n - 1) / n * squares), n - 1);
    }

    private static void requireTwo(double units) {
        if (units < 2) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW, "The error of a figure needs at least 2 rows, or queries, and there is 1.");
        }
    }
}
