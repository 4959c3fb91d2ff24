/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Parquet file as batches. */
public final class ParquetFile {

    private static final String MAGIC = "PAR1";
    private static final int SMALLEST = 12;

    private final Path file;
    private final ParquetOptions options;

    private ParquetFile(Path file, ParquetOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * Reads the footer.
     *
     * @throws RatchetException when it is no Parquet file, lacks a column that is asked for, or has one of a type that
     *     tables do not have
     */
    public static BatchSource open(Path file, ParquetOptions options) {
        ArrowMemory.allocator();
        FileContent.require(file);
        checkMagic(file);
        return new ParquetFile(file, options).open();
    }

    private static void checkMagic(Path file) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                throw new RatchetException("'" + file + "' is empty (0 bytes), not a Parquet file.");
            }
            if (bytes.length() < MAGIC.length() || !magic(bytes, 0)) {
                throw new RatchetException("'" + file + "' is not a Parquet file: it does not begin with " + MAGIC + "."
                        + FileContent.guess(file));
            }
            if (bytes.length() < SMALLEST || !magic(bytes, bytes.length() - MAGIC.length())) {
                throw new RatchetException("'" + file + "' is a Parquet file that was cut off: it does not end with "
                        + MAGIC + ". Copy, download or write it again.");
            }
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }

    private static boolean magic(RandomAccessFile bytes, long position) throws IOException {
        byte[] found = new byte[MAGIC.length()];
        bytes.seek(position);
        bytes.readFully(found);
        return MAGIC.equals(new String(found, StandardCharsets.US_ASCII));
    }

    private BatchSource open() {
        DuckDb database = null;
        try {
            List<ParquetColumn> columns;
            // A connection that streams does not say why a query fails at once.
            try (DuckDb asked = DuckDb.keeping()) {
                columns = ParquetColumn.of(asked, file, table());
            }
            database = DuckDb.streaming();
            return source(database, columns);
        } catch (SQLException | RuntimeException e) {
            DuckDbErrors.closeAfter(e, database);
            throw e instanceof RatchetException ours ? ours : explain(e);
        }
    }

    private BatchSource source(DuckDb database, List<ParquetColumn> found) {
        Map<String, ParquetColumn> byName = new LinkedHashMap<>();
        found.forEach(column -> byName.put(column.name(), column));
        options.types().forEach((name, type) -> {
            if (!byName.containsKey(name)) {
                throw new RatchetException("'" + file + "' has no column '" + name + "', for which type " + type
                        + " is declared. Its columns are " + byName.keySet() + ".");
            }
        });
        TableSchema.Builder schema = TableSchema.builder();
        List<String> selected = new ArrayList<>();
        List<QuerySource.Reading> readings = new ArrayList<>();
        for (String name : options.columns().isEmpty() ? List.copyOf(byName.keySet()) : options.columns()) {
            ParquetColumn column = byName.get(name);
            if (column == null) {
                throw new RatchetException(
                        "'" + file + "' has no column '" + name + "'. Its columns are " + byName.keySet() + ".");
            }
            DataType type = column.type(file, options.types().get(name));
            schema.column(name, type);
            selected.add(column.expression(type));
            readings.add(column.reading(type));
        }
        String sql = "select " + String.join(", ", selected) + " from " + table();
        return new QuerySource(database, sql, schema.build(), readings, file.toString(), this::explain);
    }

    private String table() {
        return "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)";
    }

    private RatchetException explain(Exception e) {
        return new RatchetException(
                "'" + file + "' cannot be read as Parquet: "
                        + DuckDbErrors.firstLine(e)
                                .replace(file.toAbsolutePath().toString(), file.toString())
                        + ". The file may be damaged; copy, download or write it again.",
                e);
    }
}
