/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A figure and how sure it is, so that it can be compared with that of other rows. Immutable.
 *
 * @param value the figure
 * @param standardError of the figure, at least 0
 * @param degreesOfFreedom of the standard error; infinity when the figure is normal
 * @param share the counts, when the figure is a share of rows
 */
public record Estimate(double value, double standardError, double degreesOfFreedom, Optional<Proportion> share) {

    /** Checks that all are numbers. */
    public Estimate {
        if (!Double.isFinite(value)
                || !(standardError >= 0 && standardError < Double.POSITIVE_INFINITY)
                || !(degreesOfFreedom > 0)) {
            throw new UndefinedMetricException(
                    Reason.NON_FINITE,
                    "An estimate of " + value + " with a standard error of " + standardError + " and "
                            + degreesOfFreedom + " degrees of freedom cannot be compared.");
        }
    }

    /** A figure with its standard error; an infinite number of degrees of freedom says that it is normal. */
    public static Estimate of(double value, double standardError, double degreesOfFreedom) {
        return new Estimate(value, standardError, degreesOfFreedom, Optional.empty());
    }

    /** A share of rows. */
    public static Estimate ofShare(Proportion share) {
        double p = share.value();
        return new Estimate(p, Math.sqrt(p * (1 - p) / share.trials()), Double.POSITIVE_INFINITY, Optional.of(share));
    }

    /**
     * The mean of rows.
     *
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are fewer than 2 rows that count, lengths differ, a value is not finite, or
     *     weights are not allowed
     */
    public static Estimate ofMean(double[] values, double @Nullable [] weights) {
        return Moments.of(values, weights).estimate();
    }

    /**
     * The mean over folds, or over repeated splits, whose training rows overlap: the corrected error of C. Nadeau and Y. Bengio
     * 2003, doi:10.1023/A:1024068626366.
     *
     * @param values one for each fold of each repetition
     * @param trainingRows that each fold learned from, at least 1
     * @param testRows that each fold was tested on, at least 1
     * @throws UndefinedMetricException if there are fewer than 2 values, one is not finite, or a number of rows is not allowed
     */
    public static Estimate ofFolds(double[] values, long trainingRows, long testRows) {
        Checks.argument(
                trainingRows >= 1 && testRows >= 1,
                "Folds of " + trainingRows + " training and " + testRows
                        + " test rows are not possible: at least 1 of each is needed.");
        Estimate mean = ofMean(values, null);
        return of(
                mean.value,
                mean.standardError * Math.sqrt(1 + values.length * ((double) testRows / trainingRows)),
                mean.degreesOfFreedom);
    }

    /**
     * What the figure may be: Wilson's interval of a share, else by Student's or the normal distribution.
     *
     * @param confidence above 0 and below 1, as 0.95
     */
    public Interval interval(double confidence) {
        if (share.isPresent()) {
            return share.get().wilson(confidence);
        }
        double half = quantile(confidence, degreesOfFreedom) * standardError;
        return new Interval(value - half, value + half);
    }

    /**
     * How much higher this figure is than that of other rows. Shares are compared by Newcombe's interval and the pooled score
     * test, all else by Welch's t (B. L. Welch 1947, doi:10.1093/biomet/34.1-2.28).
     *
     * @param other the figure of rows that are not among these
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if neither figure varies
     */
    public Contrast minus(Estimate other, double confidence) {
        double difference = value - other.value;
        if (share.isPresent() && other.share.isPresent()) {
            Proportion own = share.get();
            Proportion others = other.share.get();
            double p = pooled(own, others);
            return new Contrast(
                    difference, own.minus(others, confidence), p, pooled(others, own), "Newcombe, score test");
        }
        double ownVariance = standardError * standardError;
        double otherVariance = other.standardError * other.standardError;
        double variance = ownVariance + otherVariance;
        if (variance == 0) {
            throw new UndefinedMetricException(
                    Reason.ZERO_VARIANCE,
                    "Neither of the figures " + value + " and " + other.value
                            + " varies between rows, so their difference has no interval.");
        }
        double freedom = variance
                * variance
                / (ownVariance * ownVariance / degreesOfFreedom
                        + otherVariance * otherVariance / other.degreesOfFreedom);
        double error = Math.sqrt(variance);
        double half = quantile(confidence, freedom) * error;
        return new Contrast(
                difference,
                new Interval(difference - half, difference + half),
                survival(difference / error, freedom),
                survival(-difference / error, freedom),
                Double.isInfinite(freedom) ? "normal" : "Welch's t");
    }

    /** The one-sided score test; 1 when all rows are alike, which is no evidence. */
    private static double pooled(Proportion higher, Proportion lower) {
        double trials = (double) higher.trials() + lower.trials();
        double p = (higher.successes() + lower.successes()) / trials;
        double variance = p * (1 - p) * (1.0 / higher.trials() + 1.0 / lower.trials());
        return variance == 0
                ? 1
                : NormalDistribution.of(0, 1)
                        .survivalProbability((higher.value() - lower.value()) / Math.sqrt(variance));
    }

    private static double quantile(double confidence, double freedom) {
        return Double.isInfinite(freedom)
                ? Normal.twoSidedQuantile(confidence)
                : TDistribution.of(freedom).inverseSurvivalProbability(Normal.tail(confidence));
    }

    private static double survival(double statistic, double freedom) {
        return Double.isInfinite(freedom)
                ? NormalDistribution.of(0, 1).survivalProbability(statistic)
                : TDistribution.of(freedom).survivalProbability(statistic);
    }
}
