/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

/**
 * A named, typed column.
 *
 * @param name the name; empty names are allowed by MLflow but not here
 * @param type MLflow's type of the values
 * @param required false when values may be missing
 */
public record Column(String name, ColumnType type, boolean required) {

    /** Checks the name. */
    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A column needs a name.");
        }
    }

    /** A required column. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, true);
    }
}
