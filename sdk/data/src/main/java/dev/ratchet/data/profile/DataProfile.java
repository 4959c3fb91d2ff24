/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.TableRows;
import dev.ratchet.data.internal.duckdb.CsvFile;
import dev.ratchet.data.internal.duckdb.ParquetFile;
import dev.ratchet.data.internal.json.JsonText;
import dev.ratchet.data.internal.profile.Profiler;
import dev.ratchet.dataset.DatasetIdentity;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a table or a file, column by column. Made in one pass, in memory that does not grow with the number of
 * rows. Immutable.
 *
 * <pre>{@code
 * System.out.println(DataProfile.of(table).toText());
 * }</pre>
 *
 * @param name the name of the data
 * @param rows how many rows there are
 * @param duplicateRows how many of them are equal to an earlier one; missing equals missing
 * @param duplicatesExact whether they were counted, as up to 1,000,000 different rows; else estimated from a share
 * @param columns the columns in order
 */
public record DataProfile(
        String name, long rows, long duplicateRows, boolean duplicatesExact, List<ColumnProfile> columns) {

    /** The version of the form in JSON. */
    public static final String FORMAT = "ratchet-profile-1";

    private static final int SUMMARY_LENGTH = 15_500;

    /** Copies the list. */
    public DataProfile {
        columns = List.copyOf(columns);
    }

    /** Describes a table. */
    public static DataProfile of(Table table) {
        try (BatchSource source = TableRows.of(table)) {
            return Profiler.of(table.name(), source);
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    /**
     * Describes a CSV file without keeping it in memory.
     *
     * @throws dev.ratchet.RatchetException when it cannot be read, as {@code Tables.csv} does
     */
    public static DataProfile ofCsv(Path file, CsvOptions options) {
        try (BatchSource source = CsvFile.open(file, options)) {
            return Profiler.of(options.name().orElseGet(() -> String.valueOf(file.getFileName())), source);
        }
    }

    /**
     * Describes a Parquet file without keeping it in memory.
     *
     * @throws dev.ratchet.RatchetException when it cannot be read, as {@code Tables.parquet} does
     */
    public static DataProfile ofParquet(Path file, ParquetOptions options) {
        try (BatchSource source = ParquetFile.open(file, options)) {
            return Profiler.of(options.name().orElseGet(() -> String.valueOf(file.getFileName())), source);
        }
    }

    /** The figures of a column; empty when there is none of that name. */
    public Optional<ColumnProfile> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }

    /** As JSON-like values: {@code num_rows} and {@code num_elements} as Python has them, then ours. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = ofAllColumns();
        json.put("columns", columns.stream().map(ColumnProfile::toJsonValue).toList());
        return json;
    }

    /**
     * The few figures for MLflow's profile, which comes with every list of runs: as {@link #toJsonValue} with type,
     * missing, distinct and, of numbers, smallest, largest and mean; at most about 16,000 characters of JSON, so that of
     * very many columns the last are only counted.
     */
    public Map<String, Object> toSummaryValue() {
        Map<String, Object> json = ofAllColumns();
        List<Object> fitting = new ArrayList<>();
        int length = 0;
        for (ColumnProfile column : columns) {
            Map<String, Object> one = column.toSummaryValue();
            length += JsonText.write(one).length() + 1;
            if (length > SUMMARY_LENGTH) {
                json.put("columns_left_out", columns.size() - fitting.size());
                break;
            }
            fitting.add(one);
        }
        json.put("columns", fitting);
        return json;
    }

    private Map<String, Object> ofAllColumns() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("num_rows", rows);
        json.put("num_elements", rows * columns.size());
        json.put("format", FORMAT);
        json.put("duplicate_rows", duplicateRows);
        json.put("duplicate_rows_exact", duplicatesExact);
        return json;
    }

    /** As JSON. */
    public String toJson() {
        return JsonText.writePretty(toJsonValue());
    }

    /** The identity with the few figures in its profile, so that MLflow shows them. */
    public DatasetIdentity addTo(DatasetIdentity identity) {
        Map<String, Object> profile = new LinkedHashMap<>(identity.profile());
        profile.putAll(toSummaryValue());
        return new DatasetIdentity(
                identity.name(),
                identity.source(),
                identity.schema(),
                profile,
                identity.digests(),
                identity.describer());
    }

    /** As a table of text, one line for each column. */
    public String toText() {
        return ProfileText.of(this);
    }

    /** As a page of HTML with pictures, which needs no other file. */
    public String toHtml() {
        return ProfilePage.of(this);
    }
}
