/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of 30 columns of numbers {@code c0} to {@code c29}, made by DuckDB; the same in every run. */
final class DatasetFiles {

    static final int COLUMNS = 30;

    private static final String GAUSSIAN = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())";
    private static final String WHOLE = "case when random() < 0.02 then null else floor(random() * 100000) end";

    private DatasetFiles() {}

    /** The columns of a file of one type. */
    static TableSchema schema(DataType type) {
        TableSchema.Builder schema = TableSchema.builder();
        IntStream.range(0, COLUMNS).forEach(i -> schema.column("c" + i, type));
        return schema.build();
    }

    /** Normal numbers of type float32 or float64, or whole ones from 0 to 99,999 of which some are missing. */
    static Path parquet(Path folder, DataType type, long rows) throws SQLException {
        Path file = folder.resolve(type.text() + "-" + rows + ".parquet");
        String value = type.isInteger() ? WHOLE : GAUSSIAN;
        String columns = IntStream.range(0, COLUMNS)
                .mapToObj(i -> "cast(" + value + " as " + sql(type) + ") as c" + i)
                .collect(Collectors.joining(", "));
        run(
                "set threads=1",
                "select setseed(0.25)",
                "copy (select " + columns + " from range(" + rows + ")) to '" + file
                        + "' (format parquet, compression zstd)");
        return file;
    }

    /** The same rows as CSV. */
    static Path csv(Path parquet) throws SQLException {
        Path file = Path.of(parquet.toString().replace(".parquet", ".csv"));
        run("copy (from '" + parquet + "') to '" + file + "' (format csv, header true)");
        return file;
    }

    /** Some copies of a Parquet file's rows as one file. */
    static Path repeated(Path parquet, Path file, int times) throws SQLException {
        String files =
                IntStream.range(0, times).mapToObj(i -> "'" + parquet + "'").collect(Collectors.joining(", "));
        run("copy (from read_parquet([" + files + "])) to '" + file + "' (format parquet, compression zstd)");
        return file;
    }

    /** DuckDB's name of a type. */
    static String sql(DataType type) {
        return switch (type.kind()) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> "bigint";
        };
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
