/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a CSV file is read. Immutable. {@link #builder()} tells the defaults.
 *
 * <pre>{@code
 * CsvOptions options = CsvOptions.builder().nullTexts("", "NA").type("species", DataType.CATEGORICAL).build();
 * }</pre>
 */
public final class CsvOptions {

    /** How many rows are looked at by default to find the types that are not declared. */
    public static final long DEFAULT_INFERENCE_ROWS = 100_000;

    private static final Set<Charset> CHARSETS = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    private final Optional<String> name;
    private final char delimiter;
    private final char quote;
    private final List<String> nullTexts;
    private final Charset charset;
    private final Optional<TableSchema> schema;
    private final Map<String, DataType> types;
    private final long inferenceRows;

    private CsvOptions(Builder builder) {
        this.name = builder.name;
        this.delimiter = builder.delimiter;
        this.quote = builder.quote;
        this.nullTexts = builder.nullTexts;
        this.charset = builder.charset;
        this.schema = builder.schema;
        this.types = Map.copyOf(builder.types);
        this.inferenceRows = builder.inferenceRows;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with the defaults for a file of that name: tabs where it ends with {@code .tsv} or {@code .tsv.gz}. */
    public static Builder forFile(Path file) {
        return FileNames.isTabSeparated(file) ? builder().delimiter('\t') : builder();
    }

    /** The table's name, empty for the file's. */
    public Optional<String> name() {
        return name;
    }

    /** What stands between two values. */
    public char delimiter() {
        return delimiter;
    }

    /** What stands around values with delimiters or line ends. */
    public char quote() {
        return quote;
    }

    /** The texts that mean a missing value when they are not quoted. */
    public List<String> nullTexts() {
        return nullTexts;
    }

    /** The encoding. */
    public Charset charset() {
        return charset;
    }

    /** All columns, where they are declared. */
    public Optional<TableSchema> schema() {
        return schema;
    }

    /** The types of single columns. */
    public Map<String, DataType> types() {
        return types;
    }

    /** How many rows are looked at to find types; -1 for all. */
    public long inferenceRows() {
        return inferenceRows;
    }

    static void checkInferenceRows(long rows) {
        if (rows < 1 && rows != -1) {
            throw new IllegalArgumentException(
                    "inferenceRows: " + rows + ". Give a number above 0, or -1 for all rows.");
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private Optional<String> name = Optional.empty();
        private char delimiter = ',';
        private char quote = '"';
        private List<String> nullTexts = List.of("");
        private Charset charset = StandardCharsets.UTF_8;
        private Optional<TableSchema> schema = Optional.empty();
        private final Map<String, DataType> types = new LinkedHashMap<>();
        private long inferenceRows = DEFAULT_INFERENCE_ROWS;

        private Builder() {}

        /** The table's name; default the file's name without its endings. */
        public Builder name(String value) {
            this.name = Optional.of(value);
            return this;
        }

        /** What stands between two values; default a comma. */
        public Builder delimiter(char value) {
            this.delimiter = value;
            return this;
        }

        /** What stands around values with delimiters or line ends, doubled inside of them; default {@code "}. */
        public Builder quote(char value) {
            this.quote = value;
            return this;
        }

        /**
         * The texts that mean a missing value when they are not quoted; default the empty text only, so {@code ""} in
         * the file is an empty text and {@code NA} is a text.
         */
        public Builder nullTexts(String... values) {
            this.nullTexts = List.of(values);
            return this;
        }

        /** The encoding: UTF-8 (default; a byte order mark is skipped) or ISO-8859-1. */
        public Builder charset(Charset value) {
            this.charset = value;
            return this;
        }

        /** All columns with their types, in the file's order; default none: types are found. */
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
         * How many rows are looked at to find types that are not declared; default {@value #DEFAULT_INFERENCE_ROWS}, -1
         * for all. A later value that does not fit is an error, never a guess.
         */
        public Builder inferenceRows(long value) {
            this.inferenceRows = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when they contradict each other
         */
        public CsvOptions build() {
            if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
                throw new IllegalArgumentException("delimiter '" + delimiter + "' and quote '" + quote
                        + "' must differ, and the delimiter is no line end.");
            }
            if (!CHARSETS.contains(charset)) {
                throw new IllegalArgumentException(
                        "charset " + charset + " is not supported; use UTF-8 or" + " ISO-8859-1, or convert the file.");
            }
            checkInferenceRows(inferenceRows);
            return new CsvOptions(this);
        }
    }
}
