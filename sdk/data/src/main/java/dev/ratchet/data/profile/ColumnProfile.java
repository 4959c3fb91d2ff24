/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import dev.ratchet.data.DataType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures about one column. Immutable.
 *
 * @param name its name
 * @param type the type of its values
 * @param count how many cells have a value
 * @param missing how many have none; NaN is a value
 * @param nonFinite how many are NaN or infinite; they are left out of {@code numbers}
 * @param distinct how many different values there are, without NaN
 * @param distinctExact whether that was counted; else it is estimated with a standard error of 0.8 %
 * @param min the smallest value as text; empty when there is none, and for bytes and lists
 * @param max the largest value as text
 * @param top the most frequent values
 * @param topMissed by how much a count in {@code top} may be too small; 0 when they were all counted
 * @param numbers figures of numbers; empty for other columns and where no value is finite
 */
public record ColumnProfile(
        String name,
        DataType type,
        long count,
        long missing,
        long nonFinite,
        long distinct,
        boolean distinctExact,
        Optional<String> min,
        Optional<String> max,
        List<TopValue> top,
        long topMissed,
        Optional<Numbers> numbers) {

    private static final int FEWEST_IDENTIFIERS = 20;
    /** Four standard errors of an estimate. */
    private static final double NEARLY_ALL = 0.968;

    /**
     * A value and its count.
     *
     * @param value the value as text
     * @param count how many cells have it
     */
    public record TopValue(String value, long count) {}

    /**
     * Figures of finite numbers.
     *
     * @param min the smallest
     * @param max the largest
     * @param mean the mean
     * @param deviation the sample's standard deviation; NaN for one number
     * @param quantiles values by share: the smallest q such that this share is below it, of type 7 where exact
     * @param quantilesExact whether they were computed from all numbers; else their ranks are off by about 0.2 % of rows
     * @param edges the edges of the histogram, ascending, one more than there are bins
     * @param bins exact counts: bin i is from edge i to below edge i + 1
     */
    public record Numbers(
            double min,
            double max,
            double mean,
            double deviation,
            Map<Double, Double> quantiles,
            boolean quantilesExact,
            List<Double> edges,
            List<Long> bins) {

        /** Copies the collections. */
        public Numbers {
            quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
            edges = List.copyOf(edges);
            bins = List.copyOf(bins);
        }
    }

    /** Copies the list. */
    public ColumnProfile {
        top = List.copyOf(top);
    }

    /** The share of cells without a value, 0 to 1; 0 when there are no rows. */
    public double missingShare() {
        return count + missing == 0 ? 0 : (double) missing / (count + missing);
    }

    /** The share of cells with the most frequent value, 0 to 1. */
    public double topShare() {
        return top.isEmpty() ? 0 : (double) top.get(0).count() / (count + missing);
    }

    /** Whether there is at most one value, without NaN, so that the column says nothing. */
    public boolean isConstant() {
        return distinct <= 1;
    }

    /** Whether the column looks like names of rows: whole numbers or texts, at least 20, no two of them equal. */
    public boolean isIdentifierLike() {
        boolean mayName = type.isInteger() || type.isText();
        boolean unique = distinctExact ? distinct == count : distinct >= NEARLY_ALL * count;
        return mayName && unique && count >= FEWEST_IDENTIFIERS;
    }

    Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("type", type.text());
        json.put("count", count);
        json.put("missing", missing);
        json.put("non_finite", nonFinite);
        json.put("distinct", distinct);
        json.put("distinct_exact", distinctExact);
        json.put("constant", isConstant());
        json.put("identifier_like", isIdentifierLike());
        min.ifPresent(value -> json.put("min", numbers.<Object>map(Numbers::min).orElse(value)));
        max.ifPresent(value -> json.put("max", numbers.<Object>map(Numbers::max).orElse(value)));
        numbers.ifPresent(figures -> put(json, figures));
        json.put(
                "top",
                top.stream().map(one -> List.of(one.value(), one.count())).toList());
        json.put("top_missed", topMissed);
        return json;
    }

    /** The few figures that go into MLflow's profile: of texts no values. */
    Map<String, Object> toSummaryValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("type", type.text());
        if (missing > 0) {
            json.put("missing", missing);
        }
        json.put("distinct", distinct);
        numbers.ifPresent(figures -> {
            json.put("min", figures.min());
            json.put("max", figures.max());
            json.put("mean", figures.mean());
        });
        return json;
    }

    private static void put(Map<String, Object> json, Numbers figures) {
        json.put("mean", figures.mean());
        if (!Double.isNaN(figures.deviation())) {
            json.put("standard_deviation", figures.deviation());
        }
        Map<String, Object> quantiles = new LinkedHashMap<>();
        figures.quantiles().forEach((share, value) -> quantiles.put(String.valueOf(share), value));
        json.put("quantiles", quantiles);
        json.put("quantiles_exact", figures.quantilesExact());
        json.put("histogram", Map.of("edges", figures.edges(), "counts", figures.bins()));
    }
}
