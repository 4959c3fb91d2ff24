/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows of each group were predicted positive: what can be said of fairness without labels.
 *
 * @param selected the predicted positive rows among all, by group
 */
public record GroupSelections(Map<String, Proportion> selected) {

    /**
     * The four-fifths rule for a group.
     *
     * @param ratio the group's selection rate as a share of that of the privileged one
     * @param passesFourFifths whether it is at least 0.8, decided on whole numbers
     */
    public record Impact(double ratio, boolean passesFourFifths) {}

    /** Sorts the groups by name. */
    public GroupSelections {
        selected = Collections.unmodifiableMap(new TreeMap<>(selected));
    }

    /**
     * Counts rows.
     *
     * @param predicted 0 or 1 for each row, 1 is selected
     * @param groups the group of each row
     * @throws UndefinedMetricException if there are no rows, lengths differ, or a prediction is neither 0 nor 1
     */
    public static GroupSelections of(int[] predicted, String[] groups) {
        Checks.sameLength(predicted.length, "groups", groups.length);
        Checks.notEmpty(predicted.length);
        Checks.binary("prediction", predicted);
        Map<String, Proportion> selected = new TreeMap<>();
        for (int row = 0; row < groups.length; row++) {
            int selection = predicted[row];
            selected.merge(
                    groups[row],
                    new Proportion(selection, 1),
                    (all, one) -> new Proportion(all.successes() + one.successes(), all.trials() + 1));
        }
        return new GroupSelections(selected);
    }

    /** How far selection rates differ: demographic parity. */
    public Disparity demographicParity() {
        return Disparity.of(selected.values().stream().map(Proportion::value).toList());
    }

    /**
     * Selection rates as shares of that of a privileged group (EEOC Uniform Guidelines 1978; M. Feldman and others 2015,
     * doi:10.1145/2783258.2783311), for every other group.
     *
     * @throws UndefinedMetricException if there is no such group, or none of it is selected
     */
    public Map<String, Impact> disparateImpact(String privileged) {
        Proportion reference = selected.get(privileged);
        if (reference == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "There is no group '" + privileged + "'; there are " + String.join(", ", selected.keySet()) + ".");
        }
        if (reference.successes() == 0) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "Disparate impact divides by the selection rate of '" + privileged
                            + "', and none of it is selected.");
        }
        Map<String, Impact> impacts = new LinkedHashMap<>();
        selected.forEach((group, own) -> {
            if (!group.equals(privileged)) {
                impacts.put(group, impact(own, reference));
            }
        });
        return impacts;
    }

    private static Impact impact(Proportion own, Proportion reference) {
        long left = Math.multiplyExact(5 * own.successes(), reference.trials());
        long right = Math.multiplyExact(4 * reference.successes(), own.trials());
        return new Impact(own.value() / reference.value(), left >= right);
    }
}
