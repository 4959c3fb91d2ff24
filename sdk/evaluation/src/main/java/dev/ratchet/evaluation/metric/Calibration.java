/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How predicted probabilities agree with what happened, in bins of the probability. Bins are open on the left and closed on
 * the right, with 0 in the first; empty ones are left out.
 *
 * @param bins from the lowest probability to the highest
 */
public record Calibration(List<Bin> bins) {

    /** How the bins are cut. */
    public enum Binning {
        /** All bins are equally wide. */
        EQUAL_WIDTH,
        /** Bins hold about equally many rows: cut at type-7 quantiles, so equal probabilities stay together. */
        EQUAL_MASS
    }

    /**
     * Rows of about the same probability.
     *
     * @param index the bin's number, from 0; empty bins have one too
     * @param count the rows in it
     * @param fractionPositive the share of positive ones among them
     * @param meanPredicted the mean of their probabilities
     */
    public record Bin(int index, long count, double fractionPositive, double meanPredicted) {

        /** How far the probabilities are off. */
        public double gap() {
            return Math.abs(fractionPositive - meanPredicted);
        }
    }

    /** Keeps the bins. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts rows into bins.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param probabilities of the positive class
     * @param bins the number of bins, at least 2
     * @throws UndefinedMetricException if there are no rows, lengths differ, a label is neither 0 nor 1, a value is no
     *     probability, or there are fewer than 2 bins
     */
    public static Calibration of(int[] labels, double[] probabilities, int bins, Binning binning) {
        Checks.sameLength(labels.length, "probabilities", probabilities.length);
        Checks.notEmpty(labels.length);
        Checks.finite("probability", probabilities);
        Checks.binary("label", labels);
        Checks.probabilities(probabilities);
        Checks.argument(bins >= 2, "There are " + bins + " bins: at least 2 are needed.");
        double[] edges = binning == Binning.EQUAL_WIDTH ? equalWidth(bins) : equalMass(probabilities, bins);
        long[] counts = new long[bins];
        long[] positives = new long[bins];
        CompensatedSum[] sums = new CompensatedSum[bins];
        Arrays.setAll(sums, bin -> new CompensatedSum());
        for (int row = 0; row < labels.length; row++) {
            int bin = bin(edges, probabilities[row]);
            counts[bin]++;
            positives[bin] += labels[row];
            sums[bin].add(probabilities[row]);
        }
        List<Bin> filled = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            if (counts[bin] > 0) {
                double count = counts[bin];
                filled.add(new Bin(bin, counts[bin], positives[bin] / count, sums[bin].value() / count));
            }
        }
        return new Calibration(filled);
    }

    /** The expected calibration error: the mean gap of the rows (M. P. Naeini and others 2015, AAAI). */
    public double ece() {
        double rows = bins.stream().mapToDouble(Bin::count).sum();
        return bins.stream().mapToDouble(bin -> bin.count() / rows * bin.gap()).sum();
    }

    /** The maximum calibration error: the largest gap. */
    public double mce() {
        return bins.stream().mapToDouble(Bin::gap).max().orElseThrow();
    }

    private static double[] equalWidth(int bins) {
        double width = 1.0 / bins;
        double[] edges = new double[bins - 1];
        Arrays.setAll(edges, i -> (i + 1) * width);
        return edges;
    }

    private static double[] equalMass(double[] values, int bins) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] edges = new double[bins - 1];
        Arrays.setAll(edges, i -> Quantiles.type7(sorted, (i + 1.0) / bins));
        return edges;
    }

    /** The number of edges below a value. */
    private static int bin(double[] edges, double value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
