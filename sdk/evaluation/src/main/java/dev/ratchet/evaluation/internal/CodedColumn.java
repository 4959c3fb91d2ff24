/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.internal;

import dev.ratchet.evaluation.slice.FeatureColumn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A column as small whole numbers: of numbers the bin between cuts, or the value itself where there are few; of categories the
 * category. Codes are made from the rows of one half and given to all rows.
 */
public final class CodedColumn {

    /** Up to so many distinct numbers each is also looked at on its own, as a month is. */
    private static final int FEW = 25;
    /** More categories than that say which row it is, not what kind. */
    private static final int MOST_CATEGORIES = 1000;

    private final String name;
    private final Function<FeatureColumn, int[]> coder;
    private final int[] codes;
    private final List<String> texts;
    private final int missing;
    private final boolean ordered;
    private final boolean named;

    private CodedColumn(
            FeatureColumn column,
            Function<FeatureColumn, int[]> coder,
            List<String> texts,
            boolean ordered,
            boolean named) {
        this.name = column.name();
        this.coder = coder;
        this.codes = coder.apply(column);
        this.texts = texts;
        this.missing = texts.size();
        this.ordered = ordered;
        this.named = named;
    }

    /**
     * Codes a column.
     *
     * @param rows whose values make the codes
     * @param cuts how many bins numbers fall into
     * @param minimum how many of these rows a category needs to have a code of its own
     */
    public static CodedColumn of(FeatureColumn column, int[] rows, int cuts, int minimum) {
        return column instanceof FeatureColumn.Numbers numbers
                ? ofNumbers(numbers, rows, cuts)
                : ofCategories((FeatureColumn.Categories) column, rows, minimum);
    }

    private static CodedColumn ofNumbers(FeatureColumn.Numbers column, int[] rows, int cuts) {
        double[] sorted = Arrays.stream(rows)
                .mapToDouble(column::value)
                .filter(value -> !Double.isNaN(value))
                .map(value -> value + 0.0) // -0.0 becomes 0.0
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().limit(FEW + 1L).toArray();
        boolean few = distinct.length <= FEW;
        double[] edges = few ? distinct : edges(sorted, cuts);
        List<String> texts = new ArrayList<>();
        for (double edge : edges) {
            texts.add(""); // between edges, which is never named
            texts.add(text(edge));
        }
        texts.add("");
        return new CodedColumn(column, other -> codes(edges, other), texts, true, few);
    }

    /** Values of rows at quantiles, so that conditions name numbers that occur; the largest one cuts nothing off. */
    private static double[] edges(double[] sorted, int cuts) {
        return IntStream.range(1, cuts)
                .mapToDouble(i -> sorted[(int) ((long) i * (sorted.length - 1) / cuts)])
                .filter(value -> value < sorted[sorted.length - 1])
                .distinct()
                .toArray();
    }

    private static int[] codes(double[] edges, FeatureColumn column) {
        int[] codes = new int[column.rowCount()];
        if (!(column instanceof FeatureColumn.Numbers numbers)) {
            throw new IllegalArgumentException(
                    "Column '" + column.name() + "' has numbers in some rows and categories in others: give one kind.");
        }
        for (int row = 0; row < codes.length; row++) {
            double value = numbers.value(row) + 0.0;
            codes[row] = Double.isNaN(value) ? 2 * edges.length + 1 : position(edges, value);
        }
        return codes;
    }

    /** On an edge an odd number, between two of them the even one in between. */
    private static int position(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return (float) value == value ? Float.toString((float) value) : Double.toString(value);
    }

    private static CodedColumn ofCategories(FeatureColumn.Categories column, int[] rows, int minimum) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row : rows) {
            counts.merge(column.value(row), 1, Integer::sum);
        }
        List<String> texts = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && entry.getValue() >= minimum)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CATEGORIES)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Integer> codeOf = new HashMap<>();
        texts.forEach(text -> codeOf.put(text, codeOf.size()));
        return new CodedColumn(column, other -> codes(codeOf, other), texts, false, true);
    }

    private static int[] codes(Map<String, Integer> codeOf, FeatureColumn column) {
        int[] codes = new int[column.rowCount()];
        if (!(column instanceof FeatureColumn.Categories categories)) {
            throw new IllegalArgumentException(
                    "Column '" + column.name() + "' has categories in some rows and numbers in others: give one kind.");
        }
        int missing = codeOf.size();
        Arrays.setAll(codes, row -> {
            String value = categories.value(row);
            return value.isEmpty() ? missing : codeOf.getOrDefault(value, missing + 1);
        });
        return codes;
    }

    /** The codes of further rows of this column. */
    public int[] codesOf(FeatureColumn further) {
        return coder.apply(further);
    }

    /** The column's name. */
    public String name() {
        return name;
    }

    /** The code of a row. */
    public int code(int row) {
        return codes[row];
    }

    /** All codes are below this; the one behind that of missing values is of categories that are too rare. */
    public int codeCount() {
        return texts.size() + 2;
    }

    /** The code of missing values. */
    public int missing() {
        return missing;
    }

    /** The value, or the cut, that a code stands for. */
    public String text(int code) {
        return texts.get(code);
    }

    /** Whether rows can be told by being at most this, or above. */
    public boolean isCut(int code) {
        return ordered && code < missing && code % 2 == 1;
    }

    /** Whether a code stands for one value, so that rows can be told by it. */
    public boolean isNamed(int code) {
        return code == missing || (named && code < missing && (!ordered || code % 2 == 1));
    }
}
