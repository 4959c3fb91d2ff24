/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of rows: accuracy, a selection rate, a recall.
 *
 * @param successes the rows that have what is counted
 * @param trials all rows, at least 1
 */
public record Proportion(long successes, long trials) {

    /** Checks the counts. */
    public Proportion {
        Checks.argument(
                trials >= 1 && successes >= 0 && successes <= trials,
                successes + " of " + trials + " is no share: 0 to all of at least 1 row are allowed.");
    }

    /** The share. */
    public double value() {
        return (double) successes / trials;
    }

    /**
     * The score interval of E. B. Wilson 1927, doi:10.1080/01621459.1927.10502953.
     *
     * @param confidence above 0 and below 1, as 0.95
     */
    public Interval wilson(double confidence) {
        double z = Normal.twoSidedQuantile(confidence);
        double n = trials;
        double p = value();
        double center = p + z * z / (2 * n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        return new Interval(
                successes == 0 ? 0 : (center - half) / scale, successes == trials ? 1 : (center + half) / scale);
    }

    /**
     * The exact interval of C. J. Clopper and E. S. Pearson 1934, doi:10.1093/biomet/26.4.404, which covers at least as
     * often as it says.
     *
     * @param confidence above 0 and below 1, as 0.95
     */
    public Interval clopperPearson(double confidence) {
        double tail = Normal.tail(confidence);
        double low = successes == 0
                ? 0
                : BetaDistribution.of((double) successes, trials - successes + 1.0)
                        .inverseCumulativeProbability(tail);
        double high = successes == trials
                ? 1
                : BetaDistribution.of(successes + 1.0, (double) (trials - successes))
                        .inverseSurvivalProbability(tail);
        return new Interval(low, high);
    }

    /**
     * The interval of this share less another one of other rows: the hybrid of two score intervals (R. G. Newcombe 1998,
     * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I).
     *
     * @param confidence above 0 and below 1, as 0.95
     */
    public Interval minus(Proportion other, double confidence) {
        Interval own = wilson(confidence);
        Interval others = other.wilson(confidence);
        double difference = value() - other.value();
        return new Interval(
                difference - Math.hypot(value() - own.low(), others.high() - other.value()),
                difference + Math.hypot(own.high() - value(), other.value() - others.low()));
    }
}
