/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import java.util.Locale;

/** MLflow's column types. */
public enum ColumnType {
    /** True or false. */
    BOOLEAN,
    /** 32-bit whole number. */
    INTEGER,
    /** 64-bit whole number. */
    LONG,
    /** 32-bit floating point. */
    FLOAT,
    /** 64-bit floating point. */
    DOUBLE,
    /** Text. */
    STRING,
    /** Bytes. */
    BINARY,
    /** A point in time. */
    DATETIME;

    /** MLflow's name: {@code double}, {@code integer}, ... */
    public String mlflowName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of MLflow's name. */
    public static ColumnType ofMlflow(String name) {
        for (ColumnType type : values()) {
            if (type.mlflowName().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Column type '" + name + "' is not one of MLflow's: boolean, integer,"
                + " long, float, double, string, binary, datetime.");
    }

    /** Whether the values are numbers (booleans count as 0 and 1). */
    public boolean isNumeric() {
        return switch (this) {
            case BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE -> true;
            case STRING, BINARY, DATETIME -> false;
        };
    }
}
