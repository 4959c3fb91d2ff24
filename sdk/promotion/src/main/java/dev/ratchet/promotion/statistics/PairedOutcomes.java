/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;
import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.function.DoubleUnaryOperator;

/**
 * How often each of two models is right on the same rows, and intervals of the difference of both shares. Immutable.
 *
 * @param bothRight rows that both models tell right
 * @param championOnly rows that only the champion tells right
 * @param candidateOnly rows that only the candidate tells right
 * @param bothWrong rows that both models tell wrong
 */
public record PairedOutcomes(long bothRight, long championOnly, long candidateOnly, long bothWrong) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int HALVINGS = 200;

    /** Checks the counts. */
    public PairedOutcomes {
        Require.argument(
                bothRight >= 0 && championOnly >= 0 && candidateOnly >= 0 && bothWrong >= 0,
                "Counts of rows are " + bothRight + ", " + championOnly + ", " + candidateOnly + " and " + bothWrong
                        + ": at least 0 are allowed.");
        Require.argument(
                bothRight + championOnly + candidateOnly + bothWrong > 0, "There are no rows, and 1 is needed.");
    }

    /**
     * Counts rows.
     *
     * @param labels the true class of each row
     * @param champion what the champion says
     * @param candidate what the candidate says
     */
    public static PairedOutcomes of(int[] labels, int[] champion, int[] candidate) {
        Require.sameLength(labels.length, champion.length);
        Require.sameLength(labels.length, candidate.length);
        long[] counts = new long[4];
        for (int row = 0; row < labels.length; row++) {
            counts[(champion[row] == labels[row] ? 2 : 0) + (candidate[row] == labels[row] ? 1 : 0)]++;
        }
        return new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]);
    }

    /** On how many rows the models say different things; known before any label is. */
    public static long disagreements(int[] champion, int[] candidate) {
        Require.sameLength(champion.length, candidate.length);
        long count = 0;
        for (int row = 0; row < champion.length; row++) {
            count += champion[row] != candidate[row] ? 1 : 0;
        }
        return count;
    }

    /** All rows. */
    public long rows() {
        return bothRight + championOnly + candidateOnly + bothWrong;
    }

    /** The share that the champion tells right. */
    public double champion() {
        return (double) (bothRight + championOnly) / rows();
    }

    /** The share that the candidate tells right. */
    public double candidate() {
        return (double) (bothRight + candidateOnly) / rows();
    }

    /** By how much the candidate's share is higher. */
    public double difference() {
        return (double) (candidateOnly - championOnly) / rows();
    }

    /** The standard deviation of a row's difference, which is -1, 0 or 1. */
    public double standardDeviation() {
        return Math.sqrt(Math.max(0, (double) (championOnly + candidateOnly) / rows() - difference() * difference()));
    }

    /** The test of the rows that one model alone tells right. */
    public McNemar mcNemar() {
        return new McNemar(championOnly, candidateOnly);
    }

    /** The simple interval, poor where few rows differ. */
    public Interval wald(double confidence) {
        double half = z(confidence) * standardDeviation() / Math.sqrt((double) rows());
        return new Interval(difference() - half, difference() + half);
    }

    /**
     * The square-and-add interval (R. G. Newcombe 1998,
     * doi:10.1002/(SICI)1097-0258(19981130)17:22&lt;2635::AID-SIM954&gt;3.0.CO;2-C).
     */
    public Interval newcombe(double confidence) {
        Interval own = new Proportion(bothRight + candidateOnly, rows()).wilson(confidence);
        Interval others = new Proportion(bothRight + championOnly, rows()).wilson(confidence);
        double phi = phi();
        double down = candidate() - own.low();
        double up = own.high() - candidate();
        double othersDown = champion() - others.low();
        double othersUp = others.high() - champion();
        return new Interval(
                difference() - Math.sqrt(down * down - 2 * phi * down * othersUp + othersUp * othersUp),
                difference() + Math.sqrt(othersDown * othersDown - 2 * phi * othersDown * up + up * up));
    }

    private double phi() {
        double product = (double) (bothRight + championOnly)
                * (candidateOnly + bothWrong)
                * ((double) (bothRight + candidateOnly) * (championOnly + bothWrong));
        if (product == 0) {
            return 0;
        }
        double q = (double) bothRight * bothWrong - (double) championOnly * candidateOnly;
        return (q > 0 ? Math.max(q - rows() / 2.0, 0) : q) / Math.sqrt(product);
    }

    /**
     * The score interval, good with few rows and few differences (T. Tango 1998,
     * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;891::AID-SIM780&gt;3.0.CO;2-B).
     */
    public Interval tango(double confidence) {
        double z = z(confidence);
        double difference = difference();
        return new Interval(
                difference == -1 ? -1 : root(-1, difference, delta -> tangoStatistic(delta) - z),
                difference == 1 ? 1 : root(difference, 1, delta -> tangoStatistic(delta) + z));
    }

    /** How many standard errors the difference is above a value, with the variance that this value would give. */
    public double tangoStatistic(double delta) {
        double n = rows();
        double b = -(double) (championOnly + candidateOnly) + (2 * n - candidateOnly + championOnly) * delta;
        double c = -championOnly * delta * (1 - delta);
        double share = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
        double numerator = candidateOnly - championOnly - n * delta;
        double variance = n * (2 * share + delta * (1 - delta));
        if (variance <= 0) {
            return numerator == 0 ? 0 : numerator > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return numerator / Math.sqrt(variance);
    }

    /** Where a falling function is 0. */
    private static double root(double low, double high, DoubleUnaryOperator falling) {
        double from = low;
        double to = high;
        for (int i = 0; i < HALVINGS && from < to; i++) {
            double middle = from + (to - from) / 2;
            if (middle <= from || middle >= to) {
                break;
            }
            if (falling.applyAsDouble(middle) > 0) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from + (to - from) / 2;
    }

    private static double z(double confidence) {
        return NORMAL.inverseSurvivalProbability((1 - Require.level("confidence", confidence)) / 2);
    }
}
