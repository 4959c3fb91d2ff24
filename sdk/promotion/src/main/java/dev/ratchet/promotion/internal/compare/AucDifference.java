/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.metric.DeLong;
import dev.ratchet.evaluation.metric.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two ROC AUCs, by DeLong.
 *
 * @param rows how many there are
 * @param champion the champion's
 * @param candidate the candidate's
 * @param difference the candidate's less the champion's
 */
record AucDifference(int rows, double champion, double candidate, DeLong.AucDifference difference)
        implements Difference {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    static AucDifference of(int[] labels, double[] champion, double[] candidate) {
        DeLong both = DeLong.of(labels, champion, candidate);
        return new AucDifference(labels.length, both.auc(0), both.auc(1), both.difference(1, 0));
    }

    @Override
    public String test(double than) {
        return "delong";
    }

    @Override
    public double estimate() {
        return difference.value();
    }

    @Override
    public double standardError() {
        return difference.isDegenerate() ? 0 : Math.sqrt(difference.variance());
    }

    @Override
    public Interval interval(double confidence) {
        return difference.interval(confidence);
    }

    @Override
    public double statistic(double than) {
        return shifted(than).z();
    }

    @Override
    public double pGreater(double than) {
        return shifted(than).pGreater();
    }

    @Override
    public double pLess(double than) {
        return difference.isDegenerate() ? 1 : NORMAL.cumulativeProbability(statistic(than));
    }

    private DeLong.AucDifference shifted(double than) {
        return new DeLong.AucDifference(difference.value() - than, difference.variance());
    }
}
