/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.function.DoubleUnaryOperator;

/**
 * The power of t tests, by the non-central t distribution: the mean over the spread that rows may show. Methods are pure.
 */
public final class TPower {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int STEPS = 4000;
    private static final double REACH = 12;
    private static final int HALVINGS = 100;

    private TPower() {}

    /**
     * The power of the paired test.
     *
     * @param rows at least 2; may be a fraction
     * @param effect the difference by the standard deviation of differences
     * @param tail the probability of one tail: alpha for one side, half of it for two
     */
    public static double paired(double rows, double effect, double tail) {
        return power(rows - 1, Math.sqrt(rows) * effect, tail);
    }

    /** The same for two sides that both count, also the one away from the difference. */
    public static double pairedBothSides(double rows, double effect, double tail) {
        double freedom = rows - 1;
        double center = Math.sqrt(rows) * effect;
        return power(freedom, center, tail) + power(freedom, -center, tail);
    }

    /** The power of comparing two groups of as many rows each. */
    public static double twoGroups(double rows, double effect, double tail) {
        return power(2 * rows - 2, Math.sqrt(rows / 2) * effect, tail);
    }

    /** The rows that the paired test needs; to be rounded up. */
    public static double pairedRows(double effect, double tail, double power) {
        return rows(Require.level("power", power), rows -> paired(rows, effect, tail));
    }

    /** The rows of each group that comparing two groups needs; to be rounded up. */
    public static double twoGroupsRows(double effect, double tail, double power) {
        return rows(Require.level("power", power), rows -> twoGroups(rows, effect, tail));
    }

    private static double rows(double wanted, DoubleUnaryOperator power) {
        double low = 2;
        double high = 4;
        while (power.applyAsDouble(high) < wanted) {
            low = high;
            high *= 2;
            Require.argument(high < 1e12, "No number of rows up to 1e12 is enough: the effect is too small.");
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-10 * high; i++) {
            double middle = (low + high) / 2;
            if (power.applyAsDouble(middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The probability of a t above the critical one; Simpson's rule over the estimated by the true spread. */
    private static double power(double freedom, double center, double tail) {
        double critical = TDistribution.of(freedom).inverseSurvivalProbability(Require.level("tail", tail));
        double reach = REACH / Math.sqrt(2 * freedom);
        double from = Math.max(0, 1 - reach);
        double width = (1 + reach - from) / STEPS;
        ChiSquaredDistribution squares = ChiSquaredDistribution.of(freedom);
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double spread = from + i * width;
            double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
            if (spread > 0) {
                double density = 2 * freedom * spread * squares.density(freedom * spread * spread);
                sum += weight * density * NORMAL.cumulativeProbability(center - critical * spread);
            }
        }
        return sum * width / 3;
    }
}
