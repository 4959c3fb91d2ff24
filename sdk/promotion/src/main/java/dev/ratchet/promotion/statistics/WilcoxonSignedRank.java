/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.Arrays;

/**
 * The signed-rank test of paired differences, for values such as latencies that have long tails (F. Wilcoxon 1945,
 * doi:10.2307/3001968). Differences of 0 are left out. Immutable.
 *
 * @param rows how many differences are not 0
 * @param sum the ranks of the positive ones
 * @param ties the sum of t³ - t over groups of t tied magnitudes
 */
public record WilcoxonSignedRank(int rows, double sum, double ties) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int EXACT_ROWS = 50;

    /**
     * Tests differences.
     *
     * @throws UndefinedMetricException if there are none, one is not finite, or all are 0
     */
    public static WilcoxonSignedRank of(double[] differences) {
        Require.values("differences", differences, 1);
        double[] kept =
                Arrays.stream(differences).filter(difference -> difference != 0).toArray();
        if (kept.length == 0) {
            throw Require.noSpread("All " + differences.length + " differences are 0, which ranks nothing.");
        }
        Midranks magnitudes = Midranks.of(Arrays.stream(kept).map(Math::abs).toArray());
        double sum = 0;
        for (int i = 0; i < kept.length; i++) {
            sum += kept[i] > 0 ? magnitudes.ranks()[i] : 0;
        }
        return new WilcoxonSignedRank(kept.length, sum, magnitudes.ties());
    }

    /** The two-sided p-value by the normal distribution with continuity correction. */
    public double pTwoSided() {
        return twoSided(0.5);
    }

    /** The same without correction. */
    public double pTwoSidedUncorrected() {
        return twoSided(0);
    }

    /** The probability of a sum at least as high, by the normal distribution with continuity correction. */
    public double pGreater() {
        return NORMAL.survivalProbability((sum - mean() - 0.5) / deviation());
    }

    /**
     * The exact two-sided p-value.
     *
     * @throws UndefinedMetricException if there are ties or more than 50 rows
     */
    public double pExact() {
        return Math.min(1, 2 * Math.min(pExactGreater(), 1 - pExactGreater() + exactly(sum)));
    }

    /** The exact probability of a sum at least as high, under the same conditions as {@link #pExact}. */
    public double pExactGreater() {
        double p = 0;
        for (double value = sum; value <= rows * (rows + 1) / 2.0; value++) {
            p += exactly(value);
        }
        return p;
    }

    private double exactly(double value) {
        if (ties > 0 || rows > EXACT_ROWS) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "The exact signed-rank test takes up to " + EXACT_ROWS + " rows without ties: use the normal one.");
        }
        // counts[s]: the subsets of ranks 1 to n whose sum is s.
        double[] counts = new double[rows * (rows + 1) / 2 + 1];
        counts[0] = 1;
        for (int rank = 1; rank <= rows; rank++) {
            for (int s = counts.length - 1; s >= rank; s--) {
                counts[s] += counts[s - rank];
            }
        }
        return Math.scalb(counts[(int) value], -rows);
    }

    private double twoSided(double correction) {
        double distance = Math.max(0, Math.abs(sum - mean()) - correction);
        return Math.min(1, 2 * NORMAL.survivalProbability(distance / deviation()));
    }

    private double mean() {
        return rows * (rows + 1.0) / 4;
    }

    private double deviation() {
        return Math.sqrt(rows * (rows + 1.0) * (2.0 * rows + 1) / 24 - ties / 48);
    }
}
