/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.promotion.statistics.PairedBootstrap;

/**
 * The difference of any metric, by drawing rows.
 *
 * @param rows how many there are
 * @param champion the champion's value
 * @param candidate the candidate's value
 * @param drawn the improvement on the draws
 */
record DrawnDifference(int rows, double champion, double candidate, PairedBootstrap.Distribution drawn)
        implements Difference {

    @Override
    public String test(double than) {
        return "bca-bootstrap";
    }

    @Override
    public double estimate() {
        return drawn.estimate();
    }

    @Override
    public double standardError() {
        return drawn.standardError();
    }

    @Override
    public Interval interval(double confidence) {
        return drawn.interval(confidence);
    }

    @Override
    public double statistic(double than) {
        return (estimate() - than) / standardError();
    }

    @Override
    public double pGreater(double than) {
        return drawn.pGreater(than);
    }

    @Override
    public double pLess(double than) {
        return 1 - drawn.pGreater(than);
    }
}
