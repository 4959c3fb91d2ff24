/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many rows a difference needs to be found, by the normal distribution. Numbers of rows are exact and are to be rounded
 * up. Immutable.
 *
 * @param alpha how often a difference is found that is not there
 * @param sides whether differences of both signs are looked for
 * @param power how often one is found that is there
 */
public record SampleSize(double alpha, Sides sides, double power) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Which differences are looked for. */
    public enum Sides {
        /** Improvements only. */
        ONE,
        /** Improvements and losses. */
        TWO
    }

    /** Checks the levels. */
    public SampleSize {
        Require.level("level alpha", alpha);
        Require.level("power", power);
    }

    /**
     * Rows to find a mean difference.
     *
     * @param standardDeviation of the rows' differences
     * @param difference the mean difference beyond what is demanded: plus the margin of non-inferiority, less that of
     *     superiority
     * @throws UndefinedMetricException if the difference is 0, which no number of rows finds, or nothing varies
     */
    public double rows(double standardDeviation, double difference) {
        if (difference == 0) {
            throw new UndefinedMetricException(Reason.UNDEFINED, "No number of rows finds a difference of 0.");
        }
        if (!(standardDeviation > 0)) {
            throw Require.noSpread(
                    "The standard deviation of differences is " + standardDeviation + ": above 0 is allowed.");
        }
        double ratio = zs() * standardDeviation / difference;
        return ratio * ratio;
    }

    /** The smallest mean difference that these rows find. */
    public double difference(double standardDeviation, double rows) {
        return zs() * standardDeviation / Math.sqrt(rows);
    }

    /**
     * The smallest difference of accuracy that these rows find; known before any label is.
     *
     * @param disagreement the share of rows on which the models say different things
     */
    public double accuracyDifference(double disagreement, double rows) {
        return difference(Math.sqrt(disagreement), rows);
    }

    /**
     * Rows for McNemar's test (R. J. Connor 1987, doi:10.2307/2531961).
     *
     * @param candidateOnly the share of rows that only the candidate tells right
     * @param championOnly the share that only the champion tells right
     * @throws UndefinedMetricException if the shares are equal, so that no number of rows finds a difference, or the models
     *     never disagree
     */
    public double mcNemarRows(double candidateOnly, double championOnly) {
        double disagreement = candidateOnly + championOnly;
        double difference = candidateOnly - championOnly;
        if (disagreement == 0 || difference == 0) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    disagreement == 0
                            ? "The models never disagree, so this rule can never fire."
                            : "Both models are right alone on as many rows: no number of rows finds a difference.");
        }
        double root = z() * Math.sqrt(disagreement) + zPower() * Math.sqrt(disagreement - difference * difference);
        return root * root / (difference * difference);
    }

    /** The power of McNemar's test at a number of rows, with the shares of {@link #mcNemarRows}. */
    public double mcNemarPower(double candidateOnly, double championOnly, double rows) {
        double disagreement = candidateOnly + championOnly;
        double difference = Math.abs(candidateOnly - championOnly);
        return NORMAL.cumulativeProbability((difference * Math.sqrt(rows) - z() * Math.sqrt(disagreement))
                / Math.sqrt(disagreement - difference * difference));
    }

    /** Rows of each of two groups to find that their shares differ. */
    public double rowsOfEachGroup(double first, double second) {
        double root = z() * pooled(first, second) + zPower() * unpooled(first, second);
        return root * root / ((first - second) * (first - second));
    }

    /** The power of comparing two groups' shares at a number of rows of each. */
    public double powerOfGroups(double first, double second, double rows) {
        return NORMAL.cumulativeProbability(
                (Math.abs(first - second) * Math.sqrt(rows) - z() * pooled(first, second)) / unpooled(first, second));
    }

    private static double pooled(double first, double second) {
        double mean = (first + second) / 2;
        return Math.sqrt(2 * mean * (1 - mean));
    }

    private static double unpooled(double first, double second) {
        return Math.sqrt(first * (1 - first) + second * (1 - second));
    }

    private double zs() {
        return z() + zPower();
    }

    private double z() {
        return NORMAL.inverseSurvivalProbability(sides == Sides.TWO ? alpha / 2 : alpha);
    }

    private double zPower() {
        return NORMAL.inverseCumulativeProbability(power);
    }
}
