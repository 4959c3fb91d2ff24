/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * ROC AUCs of two models on the same resampled rows, made for many rows: each model's scores are sorted once, and a
 * resample is a weight from the Poisson distribution of mean 1 for each row, which is what drawing rows with replacement
 * comes to for many of them (N. C. Oza and S. J. Russell 2001; F. Chamandy et al. 2012, <i>Estimating uncertainty for
 * massive data streams</i>). For few rows use plain drawing. Immutable and safe to share.
 */
public final class PairedAucBootstrap {

    private static final int FEWEST_ROWS = 100;
    /** So many resamples share a buffer of weights. */
    private static final int BLOCK = 16;

    private final RankedRows first;
    private final RankedRows second;
    private final double estimate;
    private final double acceleration;

    private PairedAucBootstrap(RankedRows first, RankedRows second, double estimate, double acceleration) {
        this.first = first;
        this.second = second;
        this.estimate = estimate;
        this.acceleration = acceleration;
    }

    /**
     * Sorts the rows by both models.
     *
     * @param labels 0 or 1 for each row, 1 is positive; at least 100 rows, at least 2 of each class
     * @param first scores of one model, one for each row; the higher, the more likely positive
     * @param second scores of the other
     * @throws UndefinedMetricException if there are too few rows, lengths differ, a score is not finite or a label is
     *     neither 0 nor 1
     */
    public static PairedAucBootstrap of(int[] labels, double[] first, double[] second) {
        Checks.sameLength(labels.length, "scores", first.length);
        Checks.sameLength(labels.length, "scores", second.length);
        Checks.finite("score", first);
        Checks.finite("score", second);
        Checks.binary("label", labels);
        int positives = Arrays.stream(labels).sum();
        int negatives = labels.length - positives;
        if (labels.length < FEWEST_ROWS || positives < 2 || negatives < 2) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "Weights from the Poisson distribution need at least " + FEWEST_ROWS + " rows and 2 of each class,"
                            + " and there are " + positives + " positive and " + negatives + " negative ones.");
        }
        ScoreOrder byFirst = ScoreOrder.of(first);
        ScoreOrder bySecond = ScoreOrder.of(second);
        Placements ofFirst = Placements.of(labels, byFirst, positives);
        Placements ofSecond = Placements.of(labels, bySecond, positives);
        // Rows are numbered by the first model's order, so that only the second one's looks weights up.
        int[] number = new int[labels.length];
        for (int place = 0; place < number.length; place++) {
            number[byFirst.row(place)] = place;
        }
        return new PairedAucBootstrap(
                RankedRows.of(labels, byFirst, number),
                RankedRows.of(labels, bySecond, number),
                ofFirst.auc() - ofSecond.auc(),
                Jackknife.acceleration(leftOut(ofFirst, ofSecond)));
    }

    /** The difference of the AUCs without each of the rows; a class's AUC is the mean of its rows' placements. */
    private static double[] leftOut(Placements first, Placements second) {
        double[] ofPositives = leftOut(first.ofPositives(), second.ofPositives());
        double[] ofNegatives = leftOut(first.ofNegatives(), second.ofNegatives());
        double[] all = Arrays.copyOf(ofPositives, ofPositives.length + ofNegatives.length);
        System.arraycopy(ofNegatives, 0, all, ofPositives.length, ofNegatives.length);
        return all;
    }

    private static double[] leftOut(double[] first, double[] second) {
        int n = first.length;
        double sum = n * (CompensatedSum.mean(first) - CompensatedSum.mean(second));
        double[] without = new double[n];
        for (int i = 0; i < n; i++) {
            without[i] = (sum - (first[i] - second[i])) / (n - 1);
        }
        return without;
    }

    /** How much higher the first model's AUC is on all rows. */
    public double estimate() {
        return estimate;
    }

    /**
     * The first model's AUC less the second's on each resample. On all cores; the values depend on seed, number and row
     * order alone, whatever the threads.
     *
     * @param times how many resamples, at least 1
     * @param seed what the random numbers begin with
     */
    public double[] differences(int times, long seed) {
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ": at least 1 resample is allowed.");
        }
        double[] differences = new double[times];
        // Neighbouring seeds must not share resamples.
        long base = new SplittableRandom(seed).nextLong();
        IntStream.range(0, (times + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            byte[] weights = new byte[first.rowCount()];
            for (int i = block * BLOCK; i < Math.min(times, (block + 1) * BLOCK); i++) {
                PoissonWeights.fill(weights, new SplittableRandom(base + i));
                differences[i] = first.auc(weights) - second.auc(weights);
            }
        });
        return differences;
    }

    /**
     * The bias-corrected and accelerated interval of the difference.
     *
     * @param times how many resamples; 10,000 where a decision hangs on it
     * @param seed what the random numbers begin with
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if the models rank all rows alike
     */
    public BootstrapInterval interval(int times, long seed, double confidence) {
        return BootstrapInterval.of(differences(times, seed), estimate, acceleration, confidence);
    }
}
