/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Turns a dataset's columns into floats: numbers as they are, booleans as 0 and 1, texts as the position of their
 * category in a dictionary. Missing values become NaN.
 *
 * @param features the features and labels
 * @param dictionaries the categories of each text column in order of their codes, the label's included
 * @param label the label's column
 */
record DatasetColumns(FloatDataset features, Map<String, List<String>> dictionaries, String label) {

    /** Reads a dataset with dictionaries of its own. */
    static DatasetColumns of(Dataset data, String label) {
        List<String> names = new ArrayList<>();
        Map<String, List<String>> dictionaries = new LinkedHashMap<>();
        for (int i = 0; i < data.columns().size(); i++) {
            Column column = data.columns().get(i);
            if (!column.name().equals(label)) {
                names.add(column.name());
            }
            if (column.type() == ColumnType.STRING) {
                dictionaries.put(column.name(), categories(data, i));
            }
        }
        if (data.indexOf(label) < 0) {
            throw new RatchetException("Dataset '" + data.identity().name() + "' has no column '" + label
                    + "' for the label. Its columns are " + names + ".");
        }
        return of(data, label, names, dictionaries);
    }

    /** Reads a dataset in the order and with the dictionaries of another. */
    static DatasetColumns of(Dataset data, String label, List<String> names, Map<String, List<String>> dictionaries) {
        List<String> problems = new ArrayList<>();
        int rows = data.rowCount();
        if ((long) rows * names.size() > Integer.MAX_VALUE - 8) {
            throw new RatchetException("Dataset '" + data.identity().name() + "' has " + rows + " rows of "
                    + names.size() + " features, more than the 2,147,483,639 values that one matrix takes here.");
        }
        float[] values = new float[rows * names.size()];
        for (int i = 0; i < names.size(); i++) {
            Reader reader = Reader.of(data, names.get(i), dictionaries, problems);
            for (int row = 0; reader != null && row < rows; row++) {
                values[row * names.size() + i] = reader.read(row, problems);
            }
        }
        float[] labels = new float[rows];
        Reader reader = Reader.of(data, label, dictionaries, problems);
        for (int row = 0; reader != null && row < rows; row++) {
            labels[row] = reader.read(row, problems);
        }
        if (!problems.isEmpty()) {
            throw new RatchetException("Dataset '" + data.identity().name() + "' cannot become a matrix: "
                    + String.join("; ", problems.subList(0, Math.min(10, problems.size()))) + ".");
        }
        FloatDataset floats = FloatDataset.builder(data.identity().name(), FloatRows.of(names, values))
                .labels(labels)
                .source(data.identity().source())
                .build();
        return new DatasetColumns(floats, dictionaries, label);
    }

    /** The same columns with the first rows only, so that the values can be freed. */
    DatasetColumns withoutValues(int rows) {
        List<String> names = features.columns().stream().map(Column::name).toList();
        float[] values = features.rows().values();
        float[] first = Arrays.copyOf(values, Math.min(rows, features.rowCount()) * names.size());
        return new DatasetColumns(FloatDataset.of(features.name(), FloatRows.of(names, first)), dictionaries, label);
    }

    private static List<String> categories(Dataset data, int column) {
        TreeSet<String> sorted = new TreeSet<>();
        for (int row = 0; row < data.rowCount(); row++) {
            String text = data.text(row, column);
            if (text != null) {
                sorted.add(text);
            }
        }
        return List.copyOf(sorted);
    }

    /** Reads one column. */
    private record Reader(
            Dataset data, int column, String name, @Nullable Map<String, Float> codes) {

        static @Nullable Reader of(
                Dataset data, String name, Map<String, List<String>> dictionaries, List<String> problems) {
            int column = data.indexOf(name);
            if (column < 0) {
                problems.add("column '" + name + "' is missing");
                return null;
            }
            ColumnType type = data.columns().get(column).type();
            List<String> dictionary = dictionaries.get(name);
            if (type == ColumnType.STRING && dictionary != null) {
                return new Reader(data, column, name, codes(dictionary));
            }
            if (!type.isNumeric() || dictionary != null) {
                problems.add("column '" + name + "' is " + type.mlflowName() + ", but a matrix takes "
                        + (dictionary != null ? "its texts here" : "numbers, booleans and texts"));
                return null;
            }
            return new Reader(data, column, name, null);
        }

        private static Map<String, Float> codes(List<String> dictionary) {
            Map<String, Float> codes = new LinkedHashMap<>();
            dictionary.forEach(category -> codes.put(category, (float) codes.size()));
            return codes;
        }

        float read(int row, List<String> problems) {
            if (codes == null) {
                return (float) data.number(row, column);
            }
            String text = data.text(row, column);
            if (text == null) {
                return Float.NaN;
            }
            Float code = codes.get(text);
            if (code == null) {
                problems.add("column '" + name + "' has '" + text + "' in row " + row
                        + ", which the training data does not have: " + codes.keySet());
                return Float.NaN;
            }
            return code;
        }
    }
}
