/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.promotion.statistics.McNemar;
import dev.ratchet.promotion.statistics.PairedOutcomes;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two shares of rows that were told right: McNemar's test against 0, exact where few rows differ, and
 * Tango's score test against other values.
 *
 * @param outcomes the rows that count
 */
record ShareDifference(PairedOutcomes outcomes) implements Difference {

    /** With fewer rows that differ, mid-p errs more often than it says. */
    static final int FEW = 25;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Override
    public String test(double than) {
        return than != 0 ? "tango-score" : isFew() ? "mcnemar-exact" : "mcnemar-mid-p";
    }

    @Override
    public int rows() {
        return Math.toIntExact(outcomes.rows());
    }

    @Override
    public double champion() {
        return outcomes.champion();
    }

    @Override
    public double candidate() {
        return outcomes.candidate();
    }

    @Override
    public double estimate() {
        return outcomes.difference();
    }

    @Override
    public double standardError() {
        return outcomes.standardDeviation() / Math.sqrt(rows());
    }

    @Override
    public Interval interval(double confidence) {
        return outcomes.tango(confidence);
    }

    @Override
    public double statistic(double than) {
        return outcomes.tangoStatistic(than);
    }

    @Override
    public double pGreater(double than) {
        return than == 0 ? p(outcomes.mcNemar()) : NORMAL.survivalProbability(outcomes.tangoStatistic(than));
    }

    @Override
    public double pLess(double than) {
        return than == 0
                ? p(new McNemar(
                        /* championOnly= */ outcomes.candidateOnly(), /* candidateOnly= */ outcomes.championOnly()))
                : NORMAL.cumulativeProbability(outcomes.tangoStatistic(than));
    }

    private double p(McNemar test) {
        return isFew() ? test.exactGreater() : test.midPGreater();
    }

    private boolean isFew() {
        return outcomes.mcNemar().discordant() < FEW;
    }
}
