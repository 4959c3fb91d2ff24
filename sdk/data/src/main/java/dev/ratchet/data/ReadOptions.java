/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a table is read from a place that may be a file, many files or an address. Immutable. */
public final class ReadOptions {

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int DEFAULT_RETRIES = 3;

    private final Optional<String> name;
    private final Optional<FileFormat> format;
    private final Optional<CsvOptions> csv;
    private final ParquetOptions parquet;
    private final JsonOptions json;
    private final Map<String, String> headers;
    private final Duration connectTimeout;
    private final Duration stallTimeout;
    private final int retries;

    private ReadOptions(Builder builder) {
        this.name = builder.name;
        this.format = builder.format;
        this.csv = builder.csv;
        this.parquet = builder.parquet;
        this.json = builder.json;
        this.headers = Map.copyOf(builder.headers);
        this.connectTimeout = builder.connectTimeout;
        this.stallTimeout = builder.stallTimeout;
        this.retries = builder.retries;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The table's name, empty for that of the file. */
    public Optional<String> name() {
        return name;
    }

    /** The format, empty for what the file's name says. */
    public Optional<FileFormat> format() {
        return format;
    }

    /** How CSV files are read; empty for the defaults, with tabs where the file's name says so. */
    public Optional<CsvOptions> csv() {
        return csv;
    }

    /** How Parquet files are read. */
    public ParquetOptions parquet() {
        return parquet;
    }

    /** How JSON files are read. */
    public JsonOptions json() {
        return json;
    }

    /** What is sent to an http server. */
    public Map<String, String> headers() {
        return headers;
    }

    /** How long a connection may take. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** How long a server may send nothing. */
    public Duration stallTimeout() {
        return stallTimeout;
    }

    /** How often a download is tried again. */
    public int retries() {
        return retries;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private Optional<String> name = Optional.empty();
        private Optional<FileFormat> format = Optional.empty();
        private Optional<CsvOptions> csv = Optional.empty();
        private ParquetOptions parquet = ParquetOptions.builder().build();
        private JsonOptions json = JsonOptions.builder().build();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration stallTimeout = DEFAULT_STALL_TIMEOUT;
        private int retries = DEFAULT_RETRIES;

        private Builder() {}

        /** The table's name; default that of the file, the directory or the last part of the address. */
        public Builder name(String value) {
            this.name = Optional.of(value);
            return this;
        }

        /** The format; default what the name's ending says, or a server's content type. */
        public Builder format(FileFormat value) {
            this.format = Optional.of(value);
            return this;
        }

        /** How CSV files are read. */
        public Builder csv(CsvOptions value) {
            this.csv = Optional.of(value);
            return this;
        }

        /** How Parquet files are read. */
        public Builder parquet(ParquetOptions value) {
            this.parquet = value;
            return this;
        }

        /** How JSON files are read. */
        public Builder json(JsonOptions value) {
            this.json = value;
            return this;
        }

        /** One more header for an http server, {@code Authorization} for example; never logged. */
        public Builder header(String header, String value) {
            headers.put(header, value);
            return this;
        }

        /** How long a connection may take; default 10 s. */
        public Builder connectTimeout(Duration value) {
            this.connectTimeout = value;
            return this;
        }

        /** How long a server may send nothing; default 30 s. */
        public Builder stallTimeout(Duration value) {
            this.stallTimeout = value;
            return this;
        }

        /** How often a download is tried again when the server is not reached, stalls or answers 429 or 5xx; default 3. */
        public Builder retries(int value) {
            this.retries = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a time is not above 0 or the number of retries is below 0
         */
        public ReadOptions build() {
            if (connectTimeout.isNegative()
                    || connectTimeout.isZero()
                    || stallTimeout.isNegative()
                    || stallTimeout.isZero()) {
                throw new IllegalArgumentException("connectTimeout: " + connectTimeout + ", stallTimeout: "
                        + stallTimeout + ". Give times above 0.");
            }
            if (retries < 0) {
                throw new IllegalArgumentException("retries: " + retries + ". Give 0 or a number above it.");
            }
            return new ReadOptions(this);
        }
    }
}
