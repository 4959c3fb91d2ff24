/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a Parquet file is read. Immutable. {@link #builder()} tells the defaults. */
public final class ParquetOptions {

    private final Optional<String> name;
    private final List<String> columns;
    private final Map<String, DataType> types;

    private ParquetOptions(Builder builder) {
        this.name = builder.name;
        this.columns = builder.columns;
        this.types = Map.copyOf(builder.types);
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The table's name, empty for the file's. */
    public Optional<String> name() {
        return name;
    }

    /** The columns to read in this order; empty for all. */
    public List<String> columns() {
        return columns;
    }

    /** The types of columns that are converted. */
    public Map<String, DataType> types() {
        return types;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private Optional<String> name = Optional.empty();
        private List<String> columns = List.of();
        private final Map<String, DataType> types = new LinkedHashMap<>();

        private Builder() {}

        /** The table's name; default the file's name without its endings. */
        public Builder name(String value) {
            this.name = Optional.of(value);
            return this;
        }

        /** The columns to read, in this order; default all. */
        public Builder columns(String... names) {
            this.columns = List.of(names);
            return this;
        }

        /** Converts a column, value by value, exactly or not at all; default the type in the file. */
        public Builder type(String column, DataType type) {
            types.put(column, type);
            return this;
        }

        /** The options. */
        public ParquetOptions build() {
            return new ParquetOptions(this);
        }
    }
}
