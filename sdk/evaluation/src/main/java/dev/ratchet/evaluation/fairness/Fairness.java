/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.metric.BinaryCounts;
import dev.ratchet.evaluation.metric.GroupRates;
import dev.ratchet.evaluation.metric.GroupSelections;
import dev.ratchet.evaluation.metric.Proportion;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How groups are treated, by the values of protected columns. Each row counts once, whatever its weight is: rates are of people.
 * Immutable and safe to share.
 *
 * <pre>{@code
 * FairnessReport report = Fairness.by("sex").of(predictions).get(0);
 * Gap parity = report.gap(Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE);
 * }</pre>
 */
public final class Fairness {

    private static final double CONFIDENCE = 0.95;

    private final List<String> columns;
    private final int minimumRows;
    private final double confidence;
    private final @Nullable String privileged;

    private Fairness(List<String> columns, int minimumRows, double confidence, @Nullable String privileged) {
        this.columns = columns;
        this.minimumRows = minimumRows;
        this.confidence = confidence;
        this.privileged = privileged;
    }

    /** Groups by these columns of the predictions' rows, each on its own. */
    public static Fairness by(String... columns) {
        return new Fairness(List.of(columns), 1, CONFIDENCE, null);
    }

    /**
     * How many rows a group needs to be looked at, at least 1; 1 by default. Smaller groups are left out and counted.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public Fairness minimumRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("minimumRows is " + rows + ": at least 1 is allowed.");
        }
        return new Fairness(columns, rows, confidence, privileged);
    }

    /**
     * How often intervals hold the value, above 0 and below 1; 0.95 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public Fairness confidence(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("confidence is " + share + ": above 0 and below 1 is allowed, as 0.95.");
        }
        return new Fairness(columns, minimumRows, share, privileged);
    }

    /** The group whose selection rate that of each other group is divided by, for the four-fifths rule; none by default. */
    public Fairness privileged(String group) {
        return new Fairness(columns, minimumRows, confidence, group);
    }

    /**
     * Computes a report for each column.
     *
     * @throws IllegalArgumentException if there is no such column
     * @throws UndefinedMetricException if there are no rows, a label is neither 0 nor 1, no group has enough rows, or there is no
     *     privileged group or none of it is selected
     */
    public List<FairnessReport> of(BinaryPredictions predictions) {
        Map<String, List<String>> known = predictions.rows().columns();
        List<FairnessReport> reports = new ArrayList<>();
        for (String column : columns) {
            List<String> groups = known.get(column);
            if (groups == null) {
                throw new IllegalArgumentException("There is no column '" + column + "' of groups; there are "
                        + (known.isEmpty() ? "none" : String.join(", ", known.keySet()))
                        + ". Give it with RowInfo.withColumn.");
            }
            reports.add(report(column, groups, predictions));
        }
        return reports;
    }

    private FairnessReport report(String column, List<String> groups, BinaryPredictions predictions) {
        GroupRates all = GroupRates.of(predictions.labels(), predictions.predicted(), groups.toArray(String[]::new));
        Map<String, BinaryCounts> enough = new TreeMap<>();
        all.counts().forEach((group, counts) -> {
            if (counts.total() >= minimumRows) {
                enough.put(group, counts);
            }
        });
        if (enough.isEmpty()) {
            throw new UndefinedMetricException(
                    UndefinedMetricException.Reason.TOO_FEW,
                    "No group of '" + column + "' has " + minimumRows + " rows: allow fewer, or give more rows.");
        }
        List<GroupFairness> rates = new ArrayList<>();
        enough.forEach((group, counts) -> rates.add(rates(group, counts)));
        return new FairnessReport(
                column,
                rates,
                new Gaps(rates, confidence).all(),
                Optional.ofNullable(privileged),
                impacts(enough),
                confidence,
                all.counts().size() - enough.size());
    }

    private Map<String, GroupSelections.Impact> impacts(Map<String, BinaryCounts> groups) {
        if (privileged == null) {
            return Map.of();
        }
        Map<String, Proportion> selected = new LinkedHashMap<>();
        groups.forEach((group, counts) ->
                selected.put(group, new Proportion((long) (counts.truePositives() + counts.falsePositives()), (long)
                        counts.total())));
        return new GroupSelections(selected).disparateImpact(privileged);
    }

    private GroupFairness rates(String group, BinaryCounts counts) {
        double tp = counts.truePositives();
        double fp = counts.falsePositives();
        double tn = counts.trueNegatives();
        return new GroupFairness(
                group,
                (long) counts.total(),
                Rate.of(tp + fp, counts.total(), confidence),
                Rate.of(tp, tp + counts.falseNegatives(), confidence),
                Rate.of(fp, fp + tn, confidence),
                Rate.of(tp + tn, counts.total(), confidence));
    }
}
