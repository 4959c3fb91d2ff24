/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import java.util.Arrays;

/** The usual shift of paired values (J. L. Hodges and E. L. Lehmann 1963, doi:10.1214/aoms/1177704172). */
public final class HodgesLehmann {

    private static final int MOST_ROWS = 5000;

    private HodgesLehmann() {}

    /**
     * The median of the means of all pairs of differences, each with itself too.
     *
     * @param differences up to 5,000, because all pairs are held
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if there are none or too many, or one is not finite
     */
    public static double of(double[] differences) {
        Require.values("differences", differences, 1);
        int n = differences.length;
        Require.argument(n <= MOST_ROWS, "There are " + n + " differences: up to " + MOST_ROWS + " are allowed.");
        double[] means = new double[n * (n + 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[next++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        int middle = means.length / 2;
        return means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
    }
}
