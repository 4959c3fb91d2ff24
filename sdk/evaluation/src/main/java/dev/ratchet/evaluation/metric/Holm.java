/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Probabilities of several tests, corrected so that the chance of any false alarm among them is what it is for one (S. Holm
 * 1979, <i>Scandinavian Journal of Statistics</i> 6). Whatever depends on what is allowed.
 */
public final class Holm {

    private Holm() {}

    /**
     * Corrects them; the order is kept.
     *
     * @param probabilities of each test, 0 to 1
     * @throws UndefinedMetricException if there are none, or one is not a probability
     */
    public static double[] adjust(double... probabilities) {
        Checks.notEmpty(probabilities.length);
        Checks.finite("probability", probabilities);
        Checks.probabilities(probabilities);
        int[] order = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> probabilities[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[probabilities.length];
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, Math.min(1, (order.length - rank) * probabilities[order[rank]]));
            adjusted[order[rank]] = highest;
        }
        return adjusted;
    }
}
