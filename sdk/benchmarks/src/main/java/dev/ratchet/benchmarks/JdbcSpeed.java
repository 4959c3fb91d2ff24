/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.Tables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The flights in three databases: a table of them against a loop that calls the getters. */
final class JdbcSpeed {

    private static final int FEW_ROWS = 50_000;
    private static final double GOAL = 1.15;
    private static final CsvOptions TYPES = CsvOptions.builder()
            .nullTexts("", "NA")
            .type("time_hour", DataType.TIMESTAMP_UTC)
            .type("air_time", DataType.FLOAT64)
            .type("distance", DataType.FLOAT64)
            .build();

    /** Without the results of the same query before. */
    private static final String H2 = "jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0";

    private JdbcSpeed() {}

    static void run(Rounds rounds, Path folder, boolean quick) throws Exception {
        Path flights = Path.of(System.getProperty("ratchet.root", "."), "samples", "data", "flights.csv.gz");
        try (Table all = Tables.csv(flights, TYPES);
                Table table = quick ? all.head(FEW_ROWS) : all.head(all.rowCount())) {
            // H2 keeps the whole result before the first row is read, or reads it row by row.
            try (Connection connection = DriverManager.getConnection(H2)) {
                compare(rounds, "H2 in memory", connection, table, true);
            }
            try (Connection connection = DriverManager.getConnection(H2 + ";LAZY_QUERY_EXECUTION=1")) {
                compare(rounds, "H2 in memory, row by row", connection, table, true);
            }
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("flights.db"))) {
                compare(rounds, "SQLite", connection, table, false);
            }
            try (EmbeddedPostgres server = EmbeddedPostgres.start();
                    Connection connection = DriverManager.getConnection(
                            server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true")) {
                compare(rounds, "PostgreSQL", connection, table, true);
            }
        }
    }

    private static void compare(Rounds rounds, String name, Connection connection, Table table, boolean zoned)
            throws Exception {
        fill(connection, table, zoned);
        String query =
                "select \"" + String.join("\", \"", table.schema().names()) + "\" from data order by ratchet_row";
        JdbcOptions options = JdbcOptions.builder().schema(table.schema()).build();
        try (Table read = Tables.jdbc(connection, query, options)) {
            if (!read.digest().digest().equals(table.digest().digest())) {
                throw new IllegalStateException(name + ": " + read.digest().differences(table.digest()));
            }
            System.out.println(name + ": " + table.rowCount() + " flights have the digest of the CSV file, "
                    + read.digest().digest().hex());
        }
        rounds.compare(
                "all columns of " + name + " to a table",
                GOAL,
                "a loop that calls the getters",
                () -> loop(connection, query, options.fetchSize(), table.schema(), zoned),
                "Tables.jdbc",
                () -> {
                    try (Table read = Tables.jdbc(connection, query, options)) {
                        return (long) read.rowCount();
                    }
                });
    }

    private static long loop(Connection connection, String query, int fetchSize, TableSchema schema, boolean zoned)
            throws SQLException {
        connection.setAutoCommit(false);
        long rows = 0;
        long seen = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            try (ResultSet result = statement.executeQuery(query)) {
                DataType.Kind[] kinds = schema.fields().stream()
                        .map(field -> field.type().kind())
                        .toArray(DataType.Kind[]::new);
                for (; result.next(); rows++) {
                    for (int i = 0; i < kinds.length; i++) {
                        seen += get(result, i + 1, kinds[i], zoned);
                    }
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return rows;
    }

    private static long get(ResultSet result, int column, DataType.Kind kind, boolean zoned) throws SQLException {
        return switch (kind) {
            case INT64 -> result.getLong(column) + (result.wasNull() ? 1 : 0);
            case FLOAT64 -> (long) result.getDouble(column) + (result.wasNull() ? 1 : 0);
            case TIMESTAMP_UTC ->
                zoned ? result.getObject(column, OffsetDateTime.class).getNano() : length(result.getString(column));
            default -> length(result.getString(column));
        };
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    private static void fill(Connection connection, Table table, boolean zoned) throws SQLException {
        List<String> columns = new ArrayList<>(List.of("ratchet_row integer primary key"));
        for (TableSchema.Field field : table.schema().fields()) {
            columns.add('"' + field.name() + "\" " + sql(field.type(), zoned));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table data (" + String.join(", ", columns) + ")");
        }
        String marks = ", ?".repeat(table.schema().size());
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into data values (?" + marks + ")")) {
            for (int row = 0; row < table.rowCount(); row++) {
                insert.setInt(1, row);
                for (int column = 0; column < table.schema().size(); column++) {
                    Object value = table.value(row, column);
                    if (value instanceof Instant instant) {
                        value = zoned ? instant.atOffset(ZoneOffset.UTC) : instant.toString();
                    }
                    insert.setObject(column + 2, value);
                }
                insert.addBatch();
                if (row % 10_000 == 9_999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static String sql(DataType type, boolean zoned) {
        return switch (type.kind()) {
            case INT64 -> "bigint";
            case FLOAT64 -> "double precision";
            case TIMESTAMP_UTC -> zoned ? "timestamp with time zone" : "text";
            default -> "varchar(40)";
        };
    }
}
