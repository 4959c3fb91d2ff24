/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How much one column says about another. Numbers are finite. */
public final class Association {

    private Association() {}

    /** The probability that a number of the second group is larger than one of the first, ties counting half. */
    public static double auc(double[] first, double[] second) {
        double[] low = sorted(first);
        double[] high = sorted(second);
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double value : high) {
            while (below < low.length && low[below] < value) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < low.length && low[notAbove] <= value) {
                notAbove++;
            }
            wins += below + 0.5 * (notAbove - below);
        }
        return wins / ((double) low.length * high.length);
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** Pearson's correlation; NaN when a side is constant. */
    public static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).sum() / x.length;
        double meanY = Arrays.stream(y).sum() / y.length;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return xx > 0 && yy > 0 ? xy / (Math.sqrt(xx) * Math.sqrt(yy)) : Double.NaN;
    }

    /** Spearman's correlation: Pearson's of the midranks. */
    public static double spearman(double[] x, double[] y) {
        return pearson(midranks(x), midranks(y));
    }

    private static double[] midranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int begin = 0;
        while (begin < order.length) {
            int end = begin;
            while (end < order.length && values[order[end]] == values[order[begin]]) {
                end++;
            }
            for (int i = begin; i < end; i++) {
                ranks[order[i]] = (begin + end + 1) / 2.0;
            }
            begin = end;
        }
        return ranks;
    }

    /**
     * What two columns of codes share, in nats.
     *
     * @param entropyX the entropy of the first
     * @param entropyY the entropy of the second
     * @param mutual their mutual information
     */
    public record Information(double entropyX, double entropyY, double mutual) {

        /** The mutual information by the mean of the entropies, 0 to 1. */
        public double normalised() {
            double mean = (entropyX + entropyY) / 2;
            return mutual <= 0 || mean == 0 ? 0 : mutual / mean;
        }

        /** The share of what there is to know of the second that the first says, 0 to 1. */
        public double shareOfY() {
            return entropyY == 0 ? 0 : mutual / entropyY;
        }
    }

    /** The information in two columns of codes from 0. */
    public static Information information(int[] x, int[] y) {
        Map<Long, Integer> pairs = new HashMap<>();
        int[] countX = new int[Arrays.stream(x).max().orElse(-1) + 1];
        int[] countY = new int[Arrays.stream(y).max().orElse(-1) + 1];
        for (int i = 0; i < x.length; i++) {
            countX[x[i]]++;
            countY[y[i]]++;
            pairs.merge((long) x[i] * countY.length + y[i], 1, Integer::sum);
        }
        double n = x.length;
        double mutual = 0;
        for (Map.Entry<Long, Integer> pair : pairs.entrySet()) {
            int inX = countX[(int) (pair.getKey() / countY.length)];
            int inY = countY[(int) (pair.getKey() % countY.length)];
            double p = pair.getValue() / n;
            mutual += p * Math.log(pair.getValue() * n / ((double) inX * inY));
        }
        return new Information(entropy(countX, n), entropy(countY, n), Math.max(0, mutual));
    }

    private static double entropy(int[] counts, double n) {
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> -count / n * Math.log(count / n))
                .sum();
    }

    /** The share of the variance of numbers that lies between classes, 0 to 1; NaN when they are constant. */
    public static double varianceBetween(int[] classes, double[] y) {
        double[] sums = new double[Arrays.stream(classes).max().orElse(-1) + 1];
        int[] counts = new int[sums.length];
        double mean = Arrays.stream(y).sum() / y.length;
        double all = 0;
        for (int i = 0; i < y.length; i++) {
            sums[classes[i]] += y[i] - mean;
            counts[classes[i]]++;
            all += (y[i] - mean) * (y[i] - mean);
        }
        double between = 0;
        for (int i = 0; i < sums.length; i++) {
            between += counts[i] == 0 ? 0 : sums[i] * sums[i] / counts[i];
        }
        return all > 0 ? between / all : Double.NaN;
    }
}
