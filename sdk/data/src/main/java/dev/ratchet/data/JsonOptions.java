/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a JSON file is read. Immutable. {@link #builder()} tells the defaults. */
public final class JsonOptions {

    private final Optional<String> name;
    private final Optional<TableSchema> schema;
    private final Map<String, DataType> types;
    private final long inferenceRows;

    private JsonOptions(Builder builder) {
        this.name = builder.name;
        this.schema = builder.schema;
        this.types = Map.copyOf(builder.types);
        this.inferenceRows = builder.inferenceRows;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The table's name, empty for the file's. */
    public Optional<String> name() {
        return name;
    }

    /** All columns, where they are declared. */
    public Optional<TableSchema> schema() {
        return schema;
    }

    /** The types of single columns. */
    public Map<String, DataType> types() {
        return types;
    }

    /** How many rows are looked at to find columns and types; -1 for all. */
    public long inferenceRows() {
        return inferenceRows;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private Optional<String> name = Optional.empty();
        private Optional<TableSchema> schema = Optional.empty();
        private final Map<String, DataType> types = new LinkedHashMap<>();
        private long inferenceRows = CsvOptions.DEFAULT_INFERENCE_ROWS;

        private Builder() {}

        /** The table's name; default the file's name without its endings. */
        public Builder name(String value) {
            this.name = Optional.of(value);
            return this;
        }

        /** All columns with their types, whatever their order in the file; default none: both are found. */
        public Builder schema(TableSchema value) {
            this.schema = Optional.of(value);
            return this;
        }

        /** The type of one column, also in place of that of the schema. */
        public Builder type(String column, DataType type) {
            types.put(column, type);
            return this;
        }

        /**
         * How many rows are looked at to find columns and types that are not declared; default
         * {@value CsvOptions#DEFAULT_INFERENCE_ROWS}, -1 for all. A later value or name that does not fit is an error.
         */
        public Builder inferenceRows(long value) {
            this.inferenceRows = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when the number of rows is neither above 0 nor -1
         */
        public JsonOptions build() {
            CsvOptions.checkInferenceRows(inferenceRows);
            return new JsonOptions(this);
        }
    }
}
