/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A dataset's columns as rows of floats with labels: numbers as they are, booleans as 0 and 1, texts as the position of
 * their category in alphabetical order. A network learns nothing from what is missing, so that is filled or refused.
 *
 * @param features the features and labels
 * @param dictionaries the categories of each text column, the label's included
 */
public record TableRows(FloatDataset features, Map<String, List<String>> dictionaries) {

    private static final int MOST_PROBLEMS = 10;

    /**
     * Reads a dataset.
     *
     * @param names the features in order; null for all columns but the label
     * @param dictionaries the categories to number texts by; null for the dataset's own
     * @param missing what stands in for a feature's missing value; NaN refuses them
     * @throws RatchetException with every problem in one message
     */
    public static TableRows of(
            Dataset data,
            String label,
            @Nullable List<String> names,
            @Nullable Map<String, List<String>> dictionaries,
            float missing) {
        String name = data.identity().name();
        List<String> all = data.columns().stream().map(Column::name).toList();
        if (!all.contains(label)) {
            throw new RatchetException(
                    "Dataset '" + name + "' has no column '" + label + "' for the label. Its columns are " + all + ".");
        }
        List<String> features = names != null
                ? names
                : all.stream().filter(column -> !column.equals(label)).toList();
        int rows = data.rowCount();
        if ((long) rows * features.size() > Integer.MAX_VALUE - 8) {
            throw new RatchetException("Dataset '" + name + "' has " + rows + " rows of " + features.size()
                    + " features, more than the 2,147,483,639 values that one array takes. Split it.");
        }
        Map<String, List<String>> known = dictionaries != null ? dictionaries : categories(data);
        List<String> problems = new ArrayList<>();
        float[] values = new float[rows * features.size()];
        for (int i = 0; i < features.size(); i++) {
            new Reader(data, features.get(i), known, missing, problems).read(values, i, features.size());
        }
        float[] labels = new float[rows];
        new Reader(data, label, known, Float.NaN, problems).read(labels, 0, 1);
        if (!problems.isEmpty()) {
            throw new RatchetException("Dataset '" + name + "' cannot be trained with: "
                    + String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))) + ".");
        }
        FloatDataset floats = FloatDataset.builder(name, FloatRows.of(features, values))
                .labels(labels)
                .source(data.identity().source())
                .build();
        return new TableRows(floats, known);
    }

    /**
     * Takes rows of floats as they are, missing values filled.
     *
     * @throws RatchetException when a value is missing and nothing stands in for it, or is infinite
     */
    public static TableRows of(FloatDataset data, float missing) {
        float[] values = data.rows().values();
        float[] filled = values;
        int columns = data.columns().size();
        for (int i = 0; i < values.length; i++) {
            float value = Float.isNaN(values[i]) ? missing : values[i];
            if (!Float.isFinite(value)) {
                throw new RatchetException("Dataset '" + data.name() + "' cannot be trained with: column '"
                        + data.columns().get(i % columns).name() + "' is missing or not finite in row " + i / columns
                        + ": fill it, or set optMissing.");
            }
            if (Float.isNaN(values[i])) {
                filled = filled == values ? values.clone() : filled;
                filled[i] = value;
            }
        }
        FloatDataset.Builder floats = FloatDataset.builder(
                        data.name(),
                        FloatRows.of(data.columns().stream().map(Column::name).toList(), filled))
                .source(data.identity().source());
        data.labels().ifPresent(floats::labels);
        return new TableRows(filled == values ? data : floats.build(), Map.of());
    }

    private static Map<String, List<String>> categories(Dataset data) {
        Map<String, List<String>> dictionaries = new LinkedHashMap<>();
        for (int i = 0; i < data.columns().size(); i++) {
            Column column = data.columns().get(i);
            if (column.type() == ColumnType.STRING) {
                TreeSet<String> sorted = new TreeSet<>();
                for (int row = 0; row < data.rowCount(); row++) {
                    String text = data.text(row, i);
                    if (text != null) {
                        sorted.add(text);
                    }
                }
                dictionaries.put(column.name(), List.copyOf(sorted));
            }
        }
        return dictionaries;
    }

    /** Reads one column. */
    private static final class Reader {

        private final Dataset data;
        private final String name;
        private final int column;
        private final Map<String, Float> codes = new HashMap<>();
        private final boolean texts;
        private final float missing;
        private final List<String> problems;

        Reader(
                Dataset data,
                String name,
                Map<String, List<String>> dictionaries,
                float missing,
                List<String> problems) {
            this.data = data;
            this.name = name;
            this.column = data.indexOf(name);
            this.missing = missing;
            this.problems = problems;
            List<String> dictionary = dictionaries.get(name);
            this.texts = dictionary != null;
            if (dictionary != null) {
                dictionary.forEach(category -> codes.put(category, (float) codes.size()));
            }
        }

        void read(float[] into, int offset, int stride) {
            if (column < 0) {
                problems.add("column '" + name + "' is missing");
                return;
            }
            ColumnType type = data.columns().get(column).type();
            if (texts ? type != ColumnType.STRING : !type.isNumeric()) {
                problems.add("column '" + name + "' is " + type.mlflowName() + ", but here it takes "
                        + (texts ? "texts" : "numbers, booleans or texts"));
                return;
            }
            int gaps = 0;
            int firstGap = 0;
            for (int row = 0; row < data.rowCount(); row++) {
                float value = value(row);
                if (!Float.isFinite(value)) {
                    firstGap = gaps++ == 0 ? row : firstGap;
                }
                into[row * stride + offset] = value;
            }
            if (gaps > 0) {
                problems.add(
                        "column '" + name + "' has " + gaps + " values that are missing or not finite, the first in"
                                + " row " + firstGap + (Float.isNaN(missing) ? ": fill them, or set optMissing" : ""));
            }
        }

        private float value(int row) {
            if (!texts) {
                float value = (float) data.number(row, column);
                return Float.isNaN(value) ? missing : value;
            }
            String text = data.text(row, column);
            if (text == null) {
                return missing;
            }
            Float code = codes.get(text);
            if (code == null) {
                problems.add("column '" + name + "' has '" + text + "' in row " + row
                        + ", which the training data does not have");
                return 0;
            }
            return code;
        }
    }
}
