/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The t test of the means of two samples that are not paired and may vary differently (B. L. Welch 1947,
 * doi:10.1093/biomet/34.1-2.28). Immutable.
 *
 * @param difference the first mean less the second
 * @param standardError of the difference
 * @param degreesOfFreedom by Welch and Satterthwaite
 */
public record WelchT(double difference, double standardError, double degreesOfFreedom) {

    /**
     * Tests two samples.
     *
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if one has fewer than 2 values, a value is not
     *     finite, or neither varies
     */
    public static WelchT of(double[] first, double[] second) {
        Require.values("values", first, 2);
        Require.values("values", second, 2);
        Moments a = Moments.of(first);
        Moments b = Moments.of(second);
        if (a.isConstant() && b.isConstant()) {
            throw Require.noSpread("Neither sample varies, so their difference cannot be tested.");
        }
        double ofFirst = a.variance() / a.count();
        double ofSecond = b.variance() / b.count();
        double both = ofFirst + ofSecond;
        double freedom = both * both / (ofFirst * ofFirst / (a.count() - 1) + ofSecond * ofSecond / (b.count() - 1));
        return new WelchT(a.mean() - b.mean(), Math.sqrt(both), freedom);
    }

    /** The difference in standard errors. */
    public double t() {
        return difference / standardError;
    }

    /** The probability of a difference as far from 0 when there is none. */
    public double pTwoSided() {
        return 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t()));
    }

    /** The interval of the difference. */
    public Interval interval(double confidence) {
        double tail = (1 - Require.level("confidence", confidence)) / 2;
        double half = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail) * standardError;
        return new Interval(difference - half, difference + half);
    }
}
