/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Evidence that can be looked at any time; the higher, the stronger. Methods are pure. */
public final class EValues {

    private EValues() {}

    /** The mean of any e-values is one. */
    public static double average(double... e) {
        Require.values("e-values", e, 1);
        return Arrays.stream(e).average().orElseThrow();
    }

    /**
     * Which are found when the share of wrong ones among them may be alpha (R. Wang and A. Ramdas 2022,
     * doi:10.1111/rssb.12489).
     */
    public static boolean[] reject(double alpha, double... e) {
        Require.level("level alpha", alpha);
        Require.values("e-values", e, 1);
        int[] order = IntStream.range(0, e.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -e[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int found = 0;
        for (int k = 1; k <= order.length; k++) {
            if (e[order[k - 1]] >= e.length / (alpha * k)) {
                found = k;
            }
        }
        boolean[] rejected = new boolean[e.length];
        for (int k = 0; k < found; k++) {
            rejected[order[k]] = true;
        }
        return rejected;
    }
}
