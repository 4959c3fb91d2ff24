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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
            if (bytes.length() < SMALLEST || !magic(bytes, 0)) {
                throw new RatchetException(
                        "'" + file + "' is not a Parquet file: it does not begin with " + MAGIC + ".");
            }
            if (!magic(bytes, bytes.length() - MAGIC.length())) {
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
            database = DuckDb.streaming();
            return source(database, describe(database));
        } catch (SQLException | RuntimeException e) {
            DuckDbErrors.closeAfter(e, database);
            throw e instanceof RatchetException ours ? ours : explain(e);
        }
    }

    private Map<String, String> describe(DuckDb database) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("describe select * from " + table())) {
            while (rows.next()) {
                types.put(rows.getString("column_name"), rows.getString("column_type"));
            }
        }
        return types;
    }

    private String table() {
        return "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)";
    }

    private BatchSource source(DuckDb database, Map<String, String> found) {
        TableSchema.Builder schema = TableSchema.builder();
        List<String> selected = new ArrayList<>();
        List<Boolean> asText = new ArrayList<>();
        for (String name : options.columns().isEmpty() ? List.copyOf(found.keySet()) : options.columns()) {
            String sql = found.get(name);
            if (sql == null) {
                throw new RatchetException(
                        "'" + file + "' has no column '" + name + "'. Its columns are " + found.keySet() + ".");
            }
            DataType declared = options.types().get(name);
            DataType type = declared != null ? declared : ours(name, sql);
            schema.column(name, type);
            boolean categorical = type.kind() == DataType.Kind.CATEGORICAL;
            asText.add(categorical);
            selected.add(
                    sql.equals(SqlTypes.sql(type))
                            ? DuckDb.name(name)
                            : "cast(" + DuckDb.name(name) + " as " + SqlTypes.sql(type) + ")");
        }
        options.types().keySet().stream()
                .filter(name -> !found.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new RatchetException("'" + file + "' has no column '" + name
                            + "', for which a type is declared. Its columns are " + found.keySet() + ".");
                });
        String sql = "select " + String.join(", ", selected) + " from " + table();
        return new QuerySource(database, sql, schema.build(), asText, file.toString(), this::explain);
    }

    private DataType ours(String name, String sql) {
        return SqlTypes.of(sql)
                .orElseThrow(() -> new RatchetException("'" + file + "', column '" + name + "' is of type " + sql
                        + ", which tables do not have. Leave the column out by ParquetOptions.builder().columns(...), or"
                        + " read it as text by type(\"" + name + "\", DataType.STRING)."));
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
