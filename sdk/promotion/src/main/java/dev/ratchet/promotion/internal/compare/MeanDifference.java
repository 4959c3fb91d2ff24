/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.promotion.statistics.PairedT;
import dev.ratchet.promotion.statistics.SignFlip;

/**
 * The difference of two means of per-row losses: a t test, and with few rows the permutation test, which takes no normal
 * distribution for granted.
 *
 * @param champion the champion's mean
 * @param candidate the candidate's mean
 * @param differences of each row, for the permutation test; empty where rows are many
 * @param t the t test
 * @param draws random permutations of more than 20 rows
 * @param seed of them
 */
record MeanDifference(double champion, double candidate, double[] differences, PairedT t, int draws, long seed)
        implements Difference {

    /** From so many rows on the mean is normal enough. */
    static final int MANY = 50;

    @Override
    public String test(double than) {
        return differences.length == 0 ? "paired-t" : "sign-flip";
    }

    @Override
    public int rows() {
        return t.rows();
    }

    @Override
    public double estimate() {
        return t.mean();
    }

    @Override
    public double standardError() {
        return t.standardError();
    }

    @Override
    public Interval interval(double confidence) {
        return t.interval(confidence);
    }

    @Override
    public double statistic(double than) {
        return t.t(than);
    }

    @Override
    public double pGreater(double than) {
        return differences.length == 0 ? t.pGreater(than) : signFlip(than).pGreater();
    }

    @Override
    public double pLess(double than) {
        return differences.length == 0 ? t.pLess(than) : signFlip(than).pLess();
    }

    private SignFlip signFlip(double than) {
        double[] shifted = new double[differences.length];
        for (int row = 0; row < shifted.length; row++) {
            shifted[row] = differences[row] - than;
        }
        return SignFlip.of(shifted, draws, seed);
    }
}
