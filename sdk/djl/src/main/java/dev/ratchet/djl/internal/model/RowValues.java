/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.djl.Normalization;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes what a block takes of rows: texts become the numbers of their categories, missing values what stands in for
 * them, and all are normalised. Thread-safe.
 */
final class RowValues {

    private final ModelPackage source;
    private final Forward forward;
    private final float missing;
    private final float[] mean;
    private final float[] std;
    private final Map<String, Map<String, Float>> codes = new ConcurrentHashMap<>();

    RowValues(ModelPackage source, Forward forward, float missing, @Nullable Normalization normalization) {
        this.source = source;
        this.forward = forward;
        this.missing = missing;
        this.mean = normalization == null ? new float[0] : floats(normalization.mean());
        this.std = normalization == null ? new float[0] : floats(normalization.std());
    }

    private static float[] floats(List<Float> list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    /** One column: where it is, -1 for one that is absent, and its categories where it has texts. */
    record Source(String name, int position, @Nullable Map<String, Float> codes) {}

    /**
     * The columns in the order of the block's values.
     *
     * @throws RatchetException when their number does not fit, or one has texts and no dictionary
     */
    List<Source> columns(ModelInput input) {
        List<String> names = source.signature().map(ModelSignature::inputColumns).orElse(List.of()).stream()
                .map(Column::name)
                .toList();
        if (names.isEmpty()) {
            names = input.columns().stream().map(Column::name).toList();
        }
        List<String> wrong = new ArrayList<>();
        List<Source> columns = new ArrayList<>();
        for (String name : names) {
            int position = input.indexOf(name);
            ColumnType type = position < 0
                    ? ColumnType.DOUBLE
                    : input.columns().get(position).type();
            Map<String, Float> known =
                    type == ColumnType.STRING ? codes.computeIfAbsent(name, this::numbered) : Map.of();
            if (!type.isNumeric() && known.isEmpty()) {
                wrong.add("column '" + name + "' is not numeric");
            }
            columns.add(new Source(name, position, known.isEmpty() ? null : known));
        }
        if (columns.size() != forward.width()) {
            wrong.add("the block takes " + forward.width() + " values for a row (shape " + forward.row()
                    + "), but there are " + columns.size() + " columns");
        }
        if (!wrong.isEmpty()) {
            throw new RatchetException("The rows do not fit " + source + ": " + String.join("; ", wrong) + ".");
        }
        return columns;
    }

    private Map<String, Float> numbered(String column) {
        Map<String, Float> numbers = new HashMap<>();
        source.dictionary(column).forEach(category -> numbers.put(category, (float) numbers.size()));
        return numbers;
    }

    /**
     * The values of some rows, row by row.
     *
     * @throws RatchetException when a text is none of its column's categories
     */
    float[] of(ModelInput input, List<Source> columns, int start, int end) {
        int width = columns.size();
        float[] values = new float[(end - start) * width];
        for (int row = start; row < end; row++) {
            for (int i = 0; i < width; i++) {
                float value = value(input, columns.get(i), row);
                values[(row - start) * width + i] = normalized(Float.isNaN(value) ? missing : value, i);
            }
        }
        return values;
    }

    private float value(ModelInput input, Source column, int row) {
        if (column.position < 0) {
            return Float.NaN;
        }
        if (column.codes == null) {
            return (float) input.number(row, column.position);
        }
        String text = input.text(row, column.position);
        if (text == null) {
            return Float.NaN;
        }
        Float code = column.codes.get(text);
        if (code == null) {
            throw new RatchetException("Column '" + column.name + "' has '" + text + "' in row " + row + ", which "
                    + source + " was not trained with. It knows " + source.dictionary(column.name)
                    + "; leave the value out, or train with data that has it.");
        }
        return code;
    }

    private float normalized(float value, int column) {
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : (value - mean[at]) / std[at];
    }
}
