/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.CompensatedSum;

import java.util.SplittableRandom;

/**
 * The permutation test of paired differences: if both models were equally good, each difference could as well have the other
 * sign. Exact for any distribution that is symmetric around 0, so it serves where rows are few. Immutable.
 *
 * @param rows how many differences there are
 * @param mean their mean
 * @param pGreater the share of sign patterns whose sum is at least as high
 * @param pLess the share whose sum is at least as low
 * @param pTwoSided the share whose sum is at least as far from 0
 */
public record SignFlip(int rows, double mean, double pGreater, double pLess, double pTwoSided) {

    /** Up to this many rows all patterns are enumerated, a million at most. */
    public static final int ENUMERATED = 20;

    /** Sums that differ by less are equal: 0.1 + 0.2 is 0.3. */
    private static final double SLACK = 1e-12;

    /**
     * Tests differences by all sign patterns up to 20 rows, and by random ones beyond.
     *
     * @param differences positive where the candidate is better; all zero gives p-values of 1
     * @param patterns how many random patterns, at least 1; the p-values are at least one of as many
     * @param seed of the random patterns
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if there are none or one is not finite
     */
    public static SignFlip of(double[] differences, int patterns, long seed) {
        Require.values("differences", differences, 1);
        Require.argument(patterns >= 1, "There are " + patterns + " patterns: at least 1 is allowed.");
        Counts counts = new Counts(differences);
        if (differences.length <= ENUMERATED) {
            int half = differences.length / 2;
            double[] first = signedSums(differences, 0, half);
            double[] second = signedSums(differences, half, differences.length);
            for (double left : first) {
                for (double right : second) {
                    counts.add(left + right);
                }
            }
        } else {
            counts.add(counts.observed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int pattern = 0; pattern < patterns; pattern++) {
                counts.add(randomSum(differences, random));
            }
        }
        return counts.result(differences.length);
    }

    private static double[] signedSums(double[] values, int from, int to) {
        double[] sums = new double[1 << (to - from)];
        for (int signs = 0; signs < sums.length; signs++) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (signs >> (i - from) & 1) == 0 ? values[i] : -values[i];
            }
            sums[signs] = sum;
        }
        return sums;
    }

    private static double randomSum(double[] values, SplittableRandom random) {
        double sum = 0;
        long signs = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % Long.SIZE == 0) {
                signs = random.nextLong();
            }
            sum += (signs >>> (i % Long.SIZE) & 1) == 0 ? values[i] : -values[i];
        }
        return sum;
    }

    /** How many patterns are as extreme as the observed one. */
    private static final class Counts {

        private final double observed;
        private final double slack;
        private long all;
        private long high;
        private long low;
        private long far;

        Counts(double[] differences) {
            CompensatedSum sum = new CompensatedSum();
            double magnitude = 0;
            for (double difference : differences) {
                sum.add(difference);
                magnitude += Math.abs(difference);
            }
            observed = sum.value();
            slack = SLACK * magnitude;
        }

        void add(double sum) {
            all++;
            high += sum >= observed - slack ? 1 : 0;
            low += sum <= observed + slack ? 1 : 0;
            far += Math.abs(sum) >= Math.abs(observed) - slack ? 1 : 0;
        }

        SignFlip result(int rows) {
            return new SignFlip(rows, observed / rows, (double) high / all, (double) low / all, (double) far / all);
        }
    }
}
