/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.metric.GroupSelections;
import dev.ratchet.evaluation.metric.Interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the groups of one protected column are treated. Immutable.
 *
 * @param column the protected column
 * @param groups by name
 * @param gaps one for each criterion, in the order of {@link Criterion}
 * @param privileged the group that others are compared with, if one was named
 * @param impacts for each other group its selection rate as a share of that of the privileged one; empty when none was named or
 *     none of it is selected
 * @param confidence how often intervals hold the value
 * @param leftOut how many groups have fewer than the minimum of rows
 */
public record FairnessReport(
        String column,
        List<GroupFairness> groups,
        List<Gap> gaps,
        Optional<String> privileged,
        Map<String, GroupSelections.Impact> impacts,
        double confidence,
        int leftOut) {

    private static final double FOUR_FIFTHS = 0.8;

    /** Keeps the groups. */
    public FairnessReport {
        groups = List.copyOf(groups);
        gaps = List.copyOf(gaps);
        impacts = new LinkedHashMap<>(impacts);
    }

    /** How far groups differ by a criterion. */
    public Gap gap(Criterion criterion) {
        return gaps.stream()
                .filter(gap -> gap.criterion() == criterion)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no gap of " + criterion.text() + "."));
    }

    /**
     * What to say of it: a warning where a ratio is shown to be below four fifths or a difference to be above 0, a note where
     * a ratio is below four fifths and the rows do not show it.
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        gaps.forEach(gap -> findings.add(finding(gap)));
        return findings;
    }

    private Finding finding(Gap gap) {
        String check = "fairness_" + gap.criterion().text();
        if (gap.value().isEmpty()) {
            return Finding.notComputed(check, "By '" + column + "': " + gap.method());
        }
        double value = gap.value().getAsDouble();
        String seen = "By '" + column + "' it is " + number(value)
                + gap.interval().map(this::range).orElse("") + " over " + groups.size() + " groups. ";
        boolean ratio = gap.criterion().isRatio();
        boolean shown = gap.interval()
                .map(interval -> ratio ? interval.high() < FOUR_FIFTHS : interval.low() > 0)
                .orElse(false);
        if (shown) {
            return Finding.warning(
                    check,
                    seen + "Groups are treated differently: look at their rows and labels before anything is decided by"
                            + " this model.",
                    Stage.DATA);
        }
        return ratio && value < FOUR_FIFTHS
                ? Finding.note(
                        check,
                        seen + "That is below four fifths, which so few rows do not show to be more than chance.")
                : Finding.ok(check, seen + "The rows do not show that groups are treated differently.");
    }

    private String range(Interval interval) {
        return " (" + number(interval.low()) + " to " + number(interval.high()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> ofCriteria = new LinkedHashMap<>();
        gaps.forEach(gap -> ofCriteria.put(gap.criterion().text(), gap.toJsonValue()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", column);
        json.put("groups", groups.stream().map(GroupFairness::toJsonValue).toList());
        json.put("gaps", ofCriteria);
        privileged.ifPresent(group -> json.put("privileged", group));
        if (!impacts.isEmpty()) {
            Map<String, Object> ofGroups = new LinkedHashMap<>();
            impacts.forEach((group, impact) -> ofGroups.put(
                    group, Map.of("ratio", impact.ratio(), "passes_four_fifths", impact.passesFourFifths())));
            json.put("disparate_impact", ofGroups);
        }
        json.put("confidence", confidence);
        json.put("left_out", leftOut);
        return json;
    }
}
