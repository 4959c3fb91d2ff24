/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a query is read. Immutable. {@link #builder()} tells the defaults.
 *
 * <pre>{@code
 * JdbcOptions options = JdbcOptions.builder().name("orders").parameters(2026).timeout(Duration.ofMinutes(5)).build();
 * }</pre>
 */
public final class JdbcOptions {

    /** How many rows a driver fetches at once by default. */
    public static final int DEFAULT_FETCH_SIZE = 10_000;

    private final String name;
    private final Optional<TableSchema> schema;
    private final Map<String, DataType> types;
    private final List<@Nullable Object> parameters;
    private final int fetchSize;
    private final Optional<Duration> timeout;

    private JdbcOptions(Builder builder) {
        this.name = builder.name;
        this.schema = builder.schema;
        this.types = Map.copyOf(builder.types);
        this.parameters = builder.parameters;
        this.fetchSize = builder.fetchSize;
        this.timeout = builder.timeout;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The table's name. */
    public String name() {
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

    /** The values of the query's question marks in order. */
    public List<@Nullable Object> parameters() {
        return parameters;
    }

    /** How many rows the driver fetches at once. */
    public int fetchSize() {
        return fetchSize;
    }

    /** How long the query may take in all; empty for as long as it takes. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private String name = "query";
        private Optional<TableSchema> schema = Optional.empty();
        private final Map<String, DataType> types = new LinkedHashMap<>();
        private List<@Nullable Object> parameters = List.of();
        private int fetchSize = DEFAULT_FETCH_SIZE;
        private Optional<Duration> timeout = Optional.empty();

        private Builder() {}

        /** The table's name; default {@code query}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /**
         * All columns with their types, in the query's order; default those of the database. Names may differ from the
         * query's in upper and lower case, which databases change; the table gets the schema's.
         */
        public Builder schema(TableSchema value) {
            this.schema = Optional.of(value);
            return this;
        }

        /** The type of one column, also in place of that of the schema. Values are converted exactly or refused. */
        public Builder type(String column, DataType type) {
            types.put(column, type);
            return this;
        }

        /** The values of the query's question marks in order, as the driver's {@code setObject} takes them. */
        public Builder parameters(@Nullable Object... values) {
            this.parameters = Collections.unmodifiableList(Arrays.asList(values.clone()));
            return this;
        }

        /** How many rows the driver fetches at once; default {@value #DEFAULT_FETCH_SIZE}. */
        public Builder fetchSize(int value) {
            this.fetchSize = value;
            return this;
        }

        /** How long query and reading may take together; default as long as they take. */
        public Builder timeout(Duration value) {
            this.timeout = Optional.of(value);
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a number is not above 0
         */
        public JdbcOptions build() {
            if (fetchSize < 1) {
                throw new IllegalArgumentException("fetchSize: " + fetchSize + ". Give a number above 0.");
            }
            if (timeout.isPresent()
                    && (timeout.get().isNegative() || timeout.get().isZero())) {
                throw new IllegalArgumentException("timeout: " + timeout.get() + ". Give a time above 0.");
            }
            return new JdbcOptions(this);
        }
    }
}
