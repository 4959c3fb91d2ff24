/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The slices of one column, or the weak segments that were found. Immutable.
 *
 * @param column whose values make the slices; empty when the segments were found
 * @param metric that slices are judged by
 * @param whole its figure on all rows that were looked at
 * @param slices the worst first
 * @param minimumRows a slice needs to be looked at
 * @param leftOut how many slices have fewer rows
 * @param leftOutRows how many rows these have in all
 * @param significance the probability of calling any slice worse that is not
 * @param rule how that is kept to, in words
 */
public record SliceReport(
        Optional<String> column,
        Metric metric,
        Figure whole,
        List<Slice> slices,
        int minimumRows,
        int leftOut,
        long leftOutRows,
        double significance,
        String rule) {

    private static final int NAMED = 5;

    /** Keeps the slices. */
    public SliceReport {
        slices = List.copyOf(slices);
    }

    /** The column, or {@code found segments}. */
    public String title() {
        return column.orElse("found segments");
    }

    /** The slices on which the rows show the model to be worse than on all others, the worst first. */
    public List<Slice> worse() {
        return slices.stream().filter(slice -> slice.isWorse(significance)).toList();
    }

    /** What to say of it: a warning that names the worst slices, or that there is none. */
    public Finding finding() {
        String check = column.isPresent() ? "slices" : "weak_segments";
        List<Slice> worse = worse();
        if (worse.isEmpty()) {
            return Finding.ok(
                    check,
                    column.isPresent()
                            ? "No slice of " + title() + " is shown to be worse by " + metric.name() + " ("
                                    + slices.size() + " looked at, " + leftOut + " with fewer than " + minimumRows
                                    + " rows left out)."
                            : "No segment is shown to be worse by " + metric.name() + ".");
        }
        String names = worse.stream()
                .limit(NAMED)
                .map(slice -> slice.name() + " (" + number(slice) + ", " + slice.rows() + " rows)")
                .collect(Collectors.joining("; "));
        return Finding.warning(
                check,
                (column.isPresent()
                                ? worse.size() + " of " + slices.size() + " slices of " + title()
                                : worse.size() + " " + title())
                        + " are worse than the rest by "
                        + metric.name() + ", which is " + number(whole) + " on all rows: " + names
                        + (worse.size() > NAMED ? "; ..." : "")
                        + ". Look at these rows: more of them, or features that tell them apart.",
                Stage.FEATURES);
    }

    private static String number(Slice slice) {
        return number(slice.primary());
    }

    private static String number(Figure figure) {
        return figure.value().isPresent()
                ? String.format(Locale.ROOT, "%.4g", figure.value().getAsDouble())
                : "no value";
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        column.ifPresent(name -> json.put("column", name));
        json.put("metric", metric.name());
        json.put("whole", whole.toJsonValue());
        json.put("slices", slices.stream().map(Slice::toJsonValue).toList());
        json.put("minimum_rows", minimumRows);
        json.put("left_out", leftOut);
        json.put("left_out_rows", leftOutRows);
        json.put("significance", significance);
        json.put("rule", rule);
        return json;
    }
}
