/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How right a model is in each group: what can be said of fairness with labels (M. Hardt, E. Price and N. Srebro 2016,
 * arXiv:1610.02413). Small groups swing: look at the intervals of {@link Proportion} beside every difference.
 *
 * @param counts of each group
 */
public record GroupRates(Map<String, BinaryCounts> counts) {

    /** Sorts the groups by name. */
    public GroupRates {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /**
     * Counts rows.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param predicted the same, as the model says
     * @param groups the group of each row
     * @throws UndefinedMetricException if there are no rows, lengths differ, or a value is neither 0 nor 1
     */
    public static GroupRates of(int[] labels, int[] predicted, String[] groups) {
        Checks.sameLength(labels.length, "predictions", predicted.length);
        Checks.sameLength(labels.length, "groups", groups.length);
        Checks.notEmpty(labels.length);
        Checks.binary("label", labels);
        Checks.binary("prediction", predicted);
        Map<String, BinaryCounts> counts = new TreeMap<>();
        for (int row = 0; row < groups.length; row++) {
            counts.merge(groups[row], ofRow(labels[row], predicted[row]), BinaryCounts::plus);
        }
        return new GroupRates(counts);
    }

    private static BinaryCounts ofRow(int label, int predicted) {
        return new BinaryCounts(
                (1 - label) * (1 - predicted), (1 - label) * predicted, label * (1 - predicted), label * predicted);
    }

    /** The positive rows that were found, among a group's positive ones. */
    public Proportion truePositiveRate(String group) {
        BinaryCounts own = ofGroup(group);
        return rate(group, "positive", own.truePositives(), own.falseNegatives());
    }

    /** The false alarms, among a group's negative rows. */
    public Proportion falsePositiveRate(String group) {
        BinaryCounts own = ofGroup(group);
        return rate(group, "negative", own.falsePositives(), own.trueNegatives());
    }

    /**
     * How far true positive rates differ: equal opportunity.
     *
     * @throws UndefinedMetricException if a group has no positive row
     */
    public Disparity equalOpportunity() {
        return disparity(this::truePositiveRate);
    }

    /**
     * How far true and false positive rates differ: equalized odds.
     *
     * @throws UndefinedMetricException if a group has no positive or no negative row
     */
    public Odds equalizedOdds() {
        return new Odds(disparity(this::truePositiveRate), disparity(this::falsePositiveRate));
    }

    /**
     * Both rates that equalized odds asks to be equal.
     *
     * @param truePositiveRate among positive rows
     * @param falsePositiveRate among negative rows
     */
    public record Odds(Disparity truePositiveRate, Disparity falsePositiveRate) {

        /** The larger one of both differences. */
        public double difference() {
            return Math.max(truePositiveRate.difference(), falsePositiveRate.difference());
        }

        /**
         * The smaller one of both ratios.
         *
         * @throws UndefinedMetricException if one of the rates is 0 in every group
         */
        public double ratio() {
            return Math.min(truePositiveRate.ratio(), falsePositiveRate.ratio());
        }
    }

    private Disparity disparity(Function<String, Proportion> rate) {
        return Disparity.of(
                counts.keySet().stream().map(rate).map(Proportion::value).toList());
    }

    private BinaryCounts ofGroup(String group) {
        BinaryCounts own = counts.get(group);
        if (own == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "There is no group '" + group + "'; there are " + String.join(", ", counts.keySet()) + ".");
        }
        return own;
    }

    private static Proportion rate(String group, String which, double hits, double others) {
        if (hits + others == 0) {
            throw new UndefinedMetricException(
                    Reason.ONE_CLASS, "Group '" + group + "' has no " + which + " row, so its rate has no value.");
        }
        return new Proportion((long) hits, (long) (hits + others));
    }
}
