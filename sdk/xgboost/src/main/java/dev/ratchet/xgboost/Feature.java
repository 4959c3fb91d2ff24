/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One feature of a model, and how it is read from an input.
 *
 * @param name the column's name
 * @param type the type that the signature wants, null where there is no signature
 * @param required false when the column may be absent
 * @param codes the code of each category, empty where texts are not known
 * @param categorical whether the values are codes of categories
 */
record Feature(
        String name, @Nullable ColumnType type, boolean required, Map<String, Integer> codes, boolean categorical) {

    private static final double CODE_LIMIT = 1 << 24;

    static Feature of(String name, @Nullable Column signed, List<String> dictionary, boolean categorical) {
        Map<String, Integer> codes = new HashMap<>();
        dictionary.forEach(category -> codes.put(category, codes.size()));
        return new Feature(
                name, signed == null ? null : signed.type(), signed == null || signed.required(), codes, categorical);
    }

    /** The position of the column in an input, or -1 where it may be absent or with the reason among the problems. */
    int bind(ModelInput input, int position, List<String> problems) {
        if (position < 0) {
            if (required) {
                problems.add("column '" + name + "' is missing");
            }
            return -1;
        }
        ColumnType given = input.columns().get(position).type();
        String problem = mismatch(given);
        if (problem.isEmpty()) {
            return position;
        }
        problems.add("column '" + name + "' " + problem);
        return -1;
    }

    private String mismatch(ColumnType given) {
        if (given == ColumnType.STRING) {
            return codes.isEmpty()
                    ? "is string, the model takes " + (categorical ? "the codes of its categories" : "numbers")
                    : "";
        }
        if (!given.isNumeric() || type == ColumnType.STRING) {
            return "is " + given.mlflowName() + ", the model takes " + (type == null ? "numbers" : type.mlflowName());
        }
        return "";
    }

    /** One value; NaN with the reason among the problems where it cannot be scored. */
    float read(ModelInput input, int row, int position, List<String> problems) {
        if (input.columns().get(position).type() == ColumnType.STRING) {
            String text = input.text(row, position);
            Integer code = text == null ? null : codes.get(text);
            if (text != null && code == null) {
                problems.add("column '" + name + "' has the unknown category '" + text + "' in row " + row);
            }
            return code == null ? Float.NaN : code;
        }
        float value = (float) input.number(row, position);
        if (Float.isInfinite(value)) {
            problems.add("column '" + name + "' is infinite in row " + row);
        } else if (categorical && !Float.isNaN(value) && !(value >= 0 && value < CODE_LIMIT && value == (int) value)) {
            problems.add("column '" + name + "' has " + value + " in row " + row
                    + ", which is no code of a category: codes are 0, 1, 2, ...");
        }
        return value;
    }
}
