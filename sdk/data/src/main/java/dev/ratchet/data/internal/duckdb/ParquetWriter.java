/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.BatchReader;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes batches to a Parquet file (zstd). */
public final class ParquetWriter {

    private static final String SOURCE = "ratchet_source";

    private ParquetWriter() {}

    /**
     * Reads the source to its end.
     *
     * @throws RatchetException when the file cannot be written
     */
    public static void write(BatchSource source, Path file) {
        List<String> columns = new ArrayList<>();
        TableSchema schema = source.schema();
        checkNames(schema, file);
        for (int i = 0; i < schema.size(); i++) {
            String name = DuckDb.name(schema.fields().get(i).name());
            columns.add(position(schema, i) + " as " + name);
        }
        try (DuckDb database = DuckDb.keeping();
                BatchReader reader = BatchReader.byPosition(source, ArrowMemory.allocator());
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(ArrowMemory.allocator())) {
            Data.exportArrayStream(ArrowMemory.allocator(), reader, stream);
            database.connection().registerArrowStream(SOURCE, stream);
            try (Statement statement = database.connection().createStatement()) {
                // The source is then read by this thread. DuckDB's own threads become Java's for each batch anew, and
                // each time leave memory behind for the garbage collector.
                statement.execute("set threads=1");
                statement.execute("copy (select " + String.join(", ", columns) + " from " + SOURCE + ") to "
                        + DuckDb.text(file.toAbsolutePath().toString()) + " (format parquet, compression zstd)");
            }
        } catch (SQLException | IOException e) {
            throw new RatchetException(
                    "'" + file + "' cannot be written as Parquet: " + DuckDbErrors.firstLine(e) + ".", e);
        }
    }

    /** DuckDB would give the second of them another name. */
    private static void checkNames(TableSchema schema, Path file) {
        Map<String, String> seen = new HashMap<>();
        for (String name : schema.names()) {
            String before = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (before != null) {
                throw new RatchetException("'" + file + "' cannot be written as Parquet: columns '" + before + "' and '"
                        + name + "' differ in upper and lower case only. Rename one, or write an Arrow file.");
            }
        }
    }

    private static String position(TableSchema schema, int column) {
        String name = DuckDb.name(BatchReader.name(column));
        return schema.type(column).kind() == DataType.Kind.CATEGORICAL ? "cast(" + name + " as varchar)" : name;
    }
}
