/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution as intervals need it. */
final class Normal {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** How many standard errors an interval reaches to either side. */
    static double twoSidedQuantile(double confidence) {
        return STANDARD.inverseSurvivalProbability(tail(confidence));
    }

    /** The probability on each side of an interval. */
    static double tail(double confidence) {
        Checks.argument(
                confidence > 0 && confidence < 1,
                "The confidence is " + confidence + ": above 0 and below 1 is allowed, as 0.95.");
        return (1 - confidence) / 2;
    }

    static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    static double quantile(double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }
}
