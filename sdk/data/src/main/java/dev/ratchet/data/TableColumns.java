/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the columns of a table by name. */
final class TableColumns {

    private final String table;
    private final TableSchema schema;
    private final Map<String, Integer> positions = new HashMap<>();

    TableColumns(String table, TableSchema schema) {
        this.table = table;
        this.schema = schema;
        for (int i = 0; i < schema.size(); i++) {
            positions.put(schema.fields().get(i).name(), i);
        }
    }

    /** The position of a column, or -1. */
    int indexOf(String name) {
        return positions.getOrDefault(name, -1);
    }

    /** The position of a column that must be there. */
    int required(String name) {
        @Nullable Integer position = positions.get(name);
        if (position == null) {
            throw new RatchetException(
                    "Table '" + table + "' has no column '" + name + "'. Its columns are " + schema.names() + ".");
        }
        return position;
    }

    /** All names but some, which must be there. */
    List<String> without(List<String> gone) {
        gone.forEach(this::required);
        return schema.names().stream().filter(name -> !gone.contains(name)).toList();
    }
}
