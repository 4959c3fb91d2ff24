/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.model;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;

import java.util.List;

/** Which types a column of a signature takes: those of Python's {@code mlflow.pyfunc}. */
final class Conversion {

    private Conversion() {}

    /**
     * Whether a column may stand for one of the wanted type.
     *
     * @param own whether Ratchet wrote the signature, which then calls every number double, as it was trained
     */
    static boolean allowed(ModelInput input, int position, ColumnType wanted, boolean own) {
        ColumnType given = input.columns().get(position).type();
        if (given == wanted || (own && given.isNumeric() && fraction(wanted))) {
            return true;
        }
        return switch (wanted) {
            case LONG -> given == ColumnType.INTEGER;
            case FLOAT -> given == ColumnType.LONG && flags(input, position);
            case DOUBLE ->
                given == ColumnType.FLOAT
                        || given == ColumnType.INTEGER
                        || (given == ColumnType.LONG && flags(input, position));
            case BINARY -> given == ColumnType.STRING;
            case BOOLEAN, INTEGER, STRING, DATETIME -> false;
        };
    }

    /** Whether a column of whole numbers has only 0, 1 and missing values; Python lets these pass as floats. */
    private static boolean flags(ModelInput input, int position) {
        for (int row = 0; row < input.rowCount(); row++) {
            double value = input.number(row, position);
            if (value != 0 && value != 1 && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** What to do about a refused conversion, or nothing where there is no more to say. */
    static String hint(ColumnType given, ColumnType wanted) {
        if (given == ColumnType.LONG && fraction(wanted)) {
            return " (a " + wanted.mlflowName() + " cannot hold every long; give " + wanted.mlflowName() + "s)";
        }
        if (given == ColumnType.DOUBLE && wanted == ColumnType.FLOAT) {
            return " (it would lose digits; give floats)";
        }
        if (fraction(given) && (wanted == ColumnType.INTEGER || wanted == ColumnType.LONG)) {
            return " (whole numbers with missing values need a signature of type double)";
        }
        return "";
    }

    /** NumPy's name of the type that columns have together in one array. */
    static String dtype(List<Column> columns) {
        ColumnType common =
                columns.isEmpty() ? ColumnType.DOUBLE : columns.get(0).type();
        for (Column column : columns) {
            common = common(common, column.type());
        }
        return switch (common) {
            case BOOLEAN -> "bool";
            case INTEGER -> "int32";
            case LONG -> "int64";
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            case STRING, BINARY, DATETIME -> "object";
        };
    }

    private static ColumnType common(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        boolean numbers = one.isNumeric() && other.isNumeric();
        if (!numbers || one == ColumnType.BOOLEAN || other == ColumnType.BOOLEAN) {
            return ColumnType.BINARY;
        }
        return fraction(one) || fraction(other) ? ColumnType.DOUBLE : ColumnType.LONG;
    }

    private static boolean fraction(ColumnType type) {
        return type == ColumnType.FLOAT || type == ColumnType.DOUBLE;
    }
}
