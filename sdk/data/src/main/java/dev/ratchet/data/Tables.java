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
import dev.ratchet.data.internal.ipc.ArrowFile;
import dev.ratchet.data.internal.ipc.ArrowWriter;
import dev.ratchet.data.internal.jdbc.JdbcSource;
import dev.ratchet.data.internal.json.JsonFile;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.ModelInput;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

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
     * A copy of rows that lie in Java's memory. NaN of whole numbers and booleans, and texts that are null, are missing;
     * of other numbers what is missing becomes NaN, and NaN stays.
     *
     * @throws RatchetException when a column holds bytes or times
     */
    public static Table of(String name, ModelInput rows) {
        return keep(new RowsSource(rows), new TableOrigin(name, DatasetSource.code(), List.of(), null));
    }

    /**
     * What a place holds; the same as {@code read(location, ReadOptions.builder().build())}.
     *
     * @throws RatchetException when it cannot be read
     */
    public static Table read(String location) {
        return read(location, ReadOptions.builder().build());
    }

    /**
     * What a place holds: a file; all files of a directory or of a pattern such as {@code data/2026-*.csv}, in the order
     * of their names, with the columns of the first; or an address that begins with {@code http:}, {@code https:} or
     * {@code file:}. The format is that of the name's ending.
     *
     * @throws RatchetException when it cannot be read; what a server answered, or the file and column that does not fit
     *     to the others
     */
    public static Table read(String location, ReadOptions options) {
        return Locations.read(location, options);
    }

    /**
     * What an address holds, downloaded to a temporary file first.
     *
     * @throws RatchetException when it cannot be read, with what the server answered
     */
    public static Table read(URI address, ReadOptions options) {
        return Locations.read(address.toString(), options);
    }

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
     * A JSON file; the same as {@code json(file, JsonOptions.builder().build())}.
     *
     * @throws RatchetException when it cannot be read, with file, row, line and column
     */
    public static Table json(Path file) {
        return json(file, JsonOptions.builder().build());
    }

    /**
     * A JSON file with one array of objects, or with one object per line, also packed by gzip. Each name is a column;
     * values that are null or absent are missing; arrays and objects within become their text, unless the column is
     * declared as a list.
     *
     * @throws RatchetException when it cannot be read, with file, row, line and column
     */
    public static Table json(Path file, JsonOptions options) {
        String name = options.name().orElseGet(() -> FileNames.tableName(file));
        return keep(JsonFile.open(file, options), name, file);
    }

    /**
     * An Arrow file, an Arrow stream or a Feather file of version 2, compressed or not. Columns with a dictionary of
     * texts are categorical.
     *
     * @throws RatchetException when it cannot be read, with file, row and column
     */
    public static Table arrow(Path file) {
        return keep(ArrowFile.open(file), FileNames.tableName(file), file);
    }

    /**
     * The rows of a query; the same as {@code jdbc(url, properties, query, JdbcOptions.builder().build())}.
     *
     * @throws RatchetException when there is no driver or connection, or the query fails
     */
    public static Table jdbc(String url, Properties properties, String query) {
        return jdbc(url, properties, query, JdbcOptions.builder().build());
    }

    /**
     * The rows of a query on a connection of its own, in the order in which the database gives them: a digest of them is
     * only the same again when the query has an ORDER BY that leaves no choice. Numbers, dates and times are exact; what
     * a type cannot hold is refused with row and column. The table's source has the address without credentials, and the
     * query.
     *
     * @param properties what the driver needs besides the address: {@code user}, {@code password}, ...
     * @throws RatchetException when there is no driver or connection, or the query fails, takes too long or is
     *     interrupted
     */
    public static Table jdbc(String url, Properties properties, String query, JdbcOptions options) {
        return keep(JdbcSource.open(url, properties, query, options), options.name());
    }

    /**
     * The rows of a query on a connection that stays open and as it was: where PostgreSQL needs a transaction to give
     * rows in pieces, it is ended here.
     *
     * @throws RatchetException when the query fails, takes too long or is interrupted
     */
    public static Table jdbc(Connection connection, String query, JdbcOptions options) {
        return keep(JdbcSource.open(connection, query, options), options.name());
    }

    /**
     * Writes a table into a file of the format that its name tells, as {@link TableFile#convertTo} does: one that is
     * there is replaced when the new one is whole, and a failure leaves it as it was. Categorical columns become texts.
     *
     * @throws RatchetException when the name tells no format or JSON, or the file cannot be written
     */
    public static void write(Table table, Path file) {
        try (BatchSource source = table.source(table.batches())) {
            TableWriter.write(source, table.name(), file);
        } finally {
            Reference.reachabilityFence(table);
        }
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
     * Writes a table as an Arrow file, which is a Feather file too; one that is there is replaced when all is written.
     * Categorical columns become texts.
     *
     * @throws RatchetException when the file cannot be written
     */
    public static void writeArrow(Table table, Path file) {
        try (BatchSource source = table.source(table.batches())) {
            ArrowWriter.write(source, file);
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

    private static Table keep(JdbcSource source, String name) {
        return keep(source, new TableOrigin(name, source.origin(), List.of(), null));
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
        } catch (RuntimeException | Error e) {
            batches.forEach(Batch::close);
            throw e;
        }
        return new Table(origin, source.schema(), batches);
    }
}
