/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of each row, to find segments by. Immutable. */
public sealed interface FeatureColumn {

    /** The column's name. */
    String name();

    /** How many rows it has. */
    int rowCount();

    /** Some of the rows, in the order of their positions. */
    FeatureColumn select(int... rows);

    /** Numbers; NaN is missing. */
    static FeatureColumn numbers(String name, double... values) {
        return new Numbers(name, values.clone());
    }

    /** Categories; the empty text is missing. */
    static FeatureColumn categories(String name, List<String> values) {
        return new Categories(name, List.copyOf(values));
    }

    /** The columns of a model's input: numbers and booleans as numbers, all others as categories. */
    static List<FeatureColumn> of(ModelInput input) {
        List<FeatureColumn> columns = new ArrayList<>();
        for (int column = 0; column < input.columns().size(); column++) {
            columns.add(of(input, column));
        }
        return columns;
    }

    private static FeatureColumn of(ModelInput input, int column) {
        Column described = input.columns().get(column);
        if (described.type().isNumeric()) {
            double[] numbers = new double[input.rowCount()];
            Arrays.setAll(numbers, row -> input.number(row, column));
            return new Numbers(described.name(), numbers);
        }
        List<String> texts = new ArrayList<>(input.rowCount());
        for (int row = 0; row < input.rowCount(); row++) {
            String text = input.text(row, column);
            texts.add(text == null ? "" : text);
        }
        return new Categories(described.name(), List.copyOf(texts));
    }

    /** A column of numbers. */
    final class Numbers implements FeatureColumn {

        private final String name;
        private final double[] values;

        private Numbers(String name, double[] values) {
            this.name = name;
            this.values = values;
        }

        /** The number of a row; NaN where it is missing. */
        public double value(int row) {
            return values[row];
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rowCount() {
            return values.length;
        }

        @Override
        public Numbers select(int... rows) {
            return new Numbers(
                    name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /** A column of categories. */
    final class Categories implements FeatureColumn {

        private final String name;
        private final List<String> values;

        private Categories(String name, List<String> values) {
            this.name = name;
            this.values = values;
        }

        /** The category of a row; empty where it is missing. */
        public String value(int row) {
            return values.get(row);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rowCount() {
            return values.size();
        }

        @Override
        public Categories select(int... rows) {
            return new Categories(
                    name, Arrays.stream(rows).mapToObj(values::get).toList());
        }
    }
}
