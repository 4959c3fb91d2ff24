/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

/**
 * The improvement of the candidate over the champion in one metric on some rows; positive where the candidate is better,
 * whichever values of the metric are. Methods that compute throw {@link UndefinedMetricException} where the rows say nothing.
 */
public sealed interface Difference permits MeanDifference, ShareDifference, AucDifference, DrawnDifference {

    /** The test that gives the p-values against a value. */
    String test(double than);

    /** How many rows count. */
    int rows();

    /** The champion's value. */
    double champion();

    /** The candidate's value. */
    double candidate();

    /** The improvement. */
    double estimate();

    /** Its standard error; 0 where no row differs. */
    double standardError();

    /** Its two-sided interval. */
    Interval interval(double confidence);

    /** How many standard errors the improvement is above a value; NaN where the test has no such number. */
    double statistic(double than);

    /** The probability of an improvement as high when the true one is at most a value. */
    double pGreater(double than);

    /** The probability of an improvement as low when the true one is at least a value. */
    double pLess(double than);
}
