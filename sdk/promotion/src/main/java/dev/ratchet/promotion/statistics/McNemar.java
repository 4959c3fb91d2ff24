/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test of the rows that only one of two models tells right (Q. McNemar 1947, doi:10.1007/BF02295996). The exact
 * test never errs more often than it says; mid-p (M. W. Fagerland, S. Lydersen and P. Laake 2013,
 * doi:10.1186/1471-2288-13-91) errs about as often as it says. Immutable.
 *
 * @param championOnly rows that only the champion tells right
 * @param candidateOnly rows that only the candidate tells right
 */
public record McNemar(long championOnly, long candidateOnly) {

    private static final ChiSquaredDistribution CHI_SQUARED = ChiSquaredDistribution.of(1);

    /** Checks the counts. */
    public McNemar {
        Require.argument(
                championOnly >= 0 && candidateOnly >= 0 && championOnly + candidateOnly <= Integer.MAX_VALUE,
                "The models are right alone on " + championOnly + " and " + candidateOnly
                        + " rows: at least 0 of each, and 2,147,483,647 together, are allowed.");
    }

    /** The rows that just one of the models tells right. */
    public int discordant() {
        return Math.toIntExact(championOnly + candidateOnly);
    }

    /** The two-sided exact p-value; 1 without discordant rows. */
    public double exact() {
        return discordant() == 0 || championOnly == candidateOnly ? 1 : Math.min(1, 2 * atMost(smaller()));
    }

    /** The two-sided mid-p-value; 1 without discordant rows. */
    public double midP() {
        if (discordant() == 0) {
            return 1;
        }
        double observed = binomial().probability(smaller());
        return championOnly == candidateOnly ? 1 - observed / 2 : 2 * atMost(smaller()) - observed;
    }

    /** The probability of as many rows for the candidate when both are equally often right alone; 1 without such rows. */
    public double exactGreater() {
        return discordant() == 0 ? 1 : atMost(championOnly);
    }

    /** The same with half of the probability of just as many. */
    public double midPGreater() {
        return discordant() == 0 ? 1 : atMost(championOnly) - binomial().probability((int) championOnly) / 2;
    }

    /** The statistic without continuity correction; 0 without discordant rows. */
    public double chiSquared() {
        double difference = championOnly - (double) candidateOnly;
        return discordant() == 0 ? 0 : difference * difference / discordant();
    }

    /** Its p-value. */
    public double pChiSquared() {
        return CHI_SQUARED.survivalProbability(chiSquared());
    }

    /** The statistic with continuity correction; 0 without discordant rows. */
    public double chiSquaredCorrected() {
        double difference = Math.max(0, Math.abs(championOnly - (double) candidateOnly) - 1);
        return discordant() == 0 ? 0 : difference * difference / discordant();
    }

    /** Its p-value. */
    public double pChiSquaredCorrected() {
        return CHI_SQUARED.survivalProbability(chiSquaredCorrected());
    }

    private int smaller() {
        return (int) Math.min(championOnly, candidateOnly);
    }

    private double atMost(long count) {
        return binomial().cumulativeProbability((int) count);
    }

    private BinomialDistribution binomial() {
        return BinomialDistribution.of(discordant(), 0.5);
    }
}
