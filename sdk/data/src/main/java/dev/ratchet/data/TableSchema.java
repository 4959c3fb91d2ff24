/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names and types of a table's columns, in order. Immutable.
 *
 * <pre>{@code
 * TableSchema schema = TableSchema.builder()
 *         .column("id", DataType.INT64)
 *         .column("price", DataType.decimal(10, 2))
 *         .build();
 * }</pre>
 *
 * @param fields the columns; names are unique and not empty
 */
public record TableSchema(List<Field> fields) {

    /**
     * A column.
     *
     * @param name its name; not empty
     * @param type the type of its values
     */
    public record Field(String name, DataType type) {

        /** Checks the name. */
        public Field {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A column needs a name.");
            }
        }
    }

    /**
     * Copies the fields.
     *
     * @throws IllegalArgumentException when two columns have one name
     */
    public TableSchema {
        fields = List.copyOf(fields);
        Set<String> seen = new LinkedHashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new IllegalArgumentException(
                        "Two columns are named '" + field.name() + "'; every column needs a name of its own.");
            }
        }
    }

    /** Begins with no columns. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names in order. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The number of columns. */
    public int size() {
        return fields.size();
    }

    /** The position of a column, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The type of the column at a position. */
    public DataType type(int column) {
        return fields.get(column).type();
    }

    /** JSON for a schema file: {@code {"columns": [{"name": "id", "type": "int64"}, ...]}}. */
    public String toJson() {
        return SchemaJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} writes.
     *
     * @throws IllegalArgumentException when it is something else, with what is wrong
     */
    public static TableSchema fromJson(String json) {
        return SchemaJson.read(json);
    }

    /**
     * Reads a schema file.
     *
     * @throws RatchetException when there is no such file or it is no schema
     */
    public static TableSchema read(Path file) {
        try {
            return fromJson(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new RatchetException("There is no schema file '" + file + "'.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RatchetException("Schema file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Collects columns; not thread-safe. */
    public static final class Builder {

        private final List<Field> fields = new ArrayList<>();

        private Builder() {}

        /** Adds a column at the end. */
        public Builder column(String name, DataType type) {
            fields.add(new Field(name, type));
            return this;
        }

        /** The schema. */
        public TableSchema build() {
            return new TableSchema(fields);
        }
    }
}
