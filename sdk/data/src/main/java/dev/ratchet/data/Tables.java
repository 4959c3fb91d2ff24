/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.duckdb.CsvFile;
import dev.ratchet.data.internal.duckdb.ParquetFile;
import dev.ratchet.data.internal.duckdb.ParquetWriter;
import dev.ratchet.dataset.DatasetSource;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tables. The JVM needs the flag {@code --add-opens=java.base/java.nio=ALL-UNNAMED}; without it the first table
 * fails with a message that says where to put it.
 *
 * <pre>{@code
 * try (Table table = Tables.csv(Path.of("penguins.csv"), CsvOptions.builder().nullTexts("", "NA").build())) {
 *     System.out.println(table.schema());
 * }
 * }</pre>
 */
public final class Tables {

    private Tables() {}

    /**
     * A CSV file with a header line, also packed by gzip; the same as {@code csv(file, CsvOptions.builder().build())},
     * but with tabs as delimiter where the name ends with {@code .tsv} or {@code .tsv.gz}.
     *
     * @throws RatchetException when it cannot be read, with file, line or row, and column
     */
    public static Table csv(Path file) {
        return csv(file, CsvOptions.forFile(file).build());
    }

    /**
     * A CSV file with a header line, also packed by gzip.
     *
     * @throws RatchetException when it cannot be read, with file, line or row, and column
     */
    public static Table csv(Path file, CsvOptions options) {
        String name = options.name().orElseGet(() -> FileNames.tableName(file));
        return keep(CsvFile.open(file, options), name, file);
    }

    /**
     * A Parquet file; the same as {@code parquet(file, ParquetOptions.builder().build())}.
     *
     * @throws RatchetException when it cannot be read, with file and column
     */
    public static Table parquet(Path file) {
        return parquet(file, ParquetOptions.builder().build());
    }

    /**
     * A Parquet file.
     *
     * @throws RatchetException when it cannot be read, with file and column
     */
    public static Table parquet(Path file, ParquetOptions options) {
        String name = options.name().orElseGet(() -> FileNames.tableName(file));
        return keep(ParquetFile.open(file, options), name, file);
    }

    /**
     * Writes a table as a Parquet file; one that is there is replaced. Categorical columns become texts.
     *
     * @throws RatchetException when the file cannot be written
     */
    public static void writeParquet(Table table, Path file) {
        try (BatchSource source = table.source(table.batches())) {
            ParquetWriter.write(source, file);
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    /**
     * Writes a table as a CSV file in UTF-8 with a header; one that is there is replaced. Read with the table's schema
     * it has the same digest. Between the columns are tabs where the name ends with {@code .tsv} or {@code .tsv.gz},
     * else commas; it is packed where the name ends with {@code .gz}.
     *
     * @throws RatchetException when the file cannot be written, or a column is binary or a list
     */
    public static void writeCsv(Table table, Path file) {
        try (BatchSource source = table.source(table.batches())) {
            CsvWriter.write(source, table.name(), file, FileNames.Written.of(file));
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    /**
     * Hands a table to a {@code Ratchet}, which closes it when it is closed itself.
     *
     * @return the table
     */
    public static Table closedWith(Ratchet ratchet, Table table) {
        ratchet.closeWith(table);
        return table;
    }

    /** Reads the source of a whole file to its end and closes it. */
    static Table keep(BatchSource source, String name, Path file) {
        try {
            FileStamp stamp = FileStamp.of(file);
            return keep(source, new TableOrigin(name, DatasetSource.local(file), List.of(), stamp));
        } catch (IOException e) {
            source.close();
            throw new RatchetException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a source to its end and closes it. */
    static Table keep(BatchSource source, TableOrigin origin) {
        List<Batch> batches = new ArrayList<>();
        long rows = 0;
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                batches.add(batch);
                rows += batch.rows();
                if (rows > Integer.MAX_VALUE) {
                    throw new RatchetException("'" + origin.name() + "' has more than " + Integer.MAX_VALUE
                            + " rows, which is the most that a table can hold. Read it in parts.");
                }
            }
        } catch (RuntimeException e) {
            batches.forEach(Batch::close);
            throw e;
        }
        return new Table(origin, source.schema(), batches);
    }
}
