/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.metric.Contrast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Some of the rows, and what the model is worth on them. Immutable.
 *
 * @param name which rows, as {@code carrier = AA} or {@code distance > 900 and month = 7}
 * @param rows how many
 * @param share of all rows that were looked at, 0 to 1
 * @param figures of the metric that slices are judged by, then of further ones; at least one
 * @param toRest how much higher the first figure is than that of all other rows, in the metric's own units; empty when it has
 *     no value
 * @param pWorse the probability of a difference at least this bad between rows on which the model is equally good, corrected
 *     for the number of slices; empty when there is no difference
 * @param note why there is no difference; empty when there is one
 */
public record Slice(
        String name,
        int rows,
        double share,
        List<Figure> figures,
        Optional<Contrast> toRest,
        OptionalDouble pWorse,
        String note) {

    /** Checks that there is a figure. */
    public Slice {
        figures = List.copyOf(figures);
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("Slice '" + name + "' has no figure: give at least one metric.");
        }
    }

    /** The figure that slices are judged by. */
    public Figure primary() {
        return figures.get(0);
    }

    /** Whether the rows show that the model is worse here, given the probability of a false alarm that is allowed. */
    public boolean isWorse(double significance) {
        return pWorse.isPresent() && pWorse.getAsDouble() <= significance;
    }

    /** The same with a corrected probability. */
    Slice withPWorse(OptionalDouble corrected) {
        return new Slice(name, rows, share, figures, toRest, corrected, note);
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        figures.forEach(figure -> metrics.put(figure.metric().name(), figure.toJsonValue()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("rows", rows);
        json.put("share", share);
        json.put("metrics", metrics);
        toRest.ifPresent(contrast -> json.put("to_rest", contrast.toJsonValue()));
        pWorse.ifPresent(p -> json.put("p_worse", p));
        if (!note.isEmpty()) {
            json.put("note", note);
        }
        return json;
    }
}
