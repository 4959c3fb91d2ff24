/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.Flights;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Properties;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** The flights have one digest in all databases; in the long form of the tests, all of them. */
@ExtendWith(NoMemoryLeft.class)
class JdbcDigestTest {

    @TempDir
    Path folder;

    @Test
    void sqlite_hasTheDigestOfTheCsvFile() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("flights.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            same(connection, type -> switch (type.kind()) {
                case INT16, INT64 -> "integer";
                case FLOAT64, DECIMAL -> "real";
                default -> "text";
            });
        }
    }

    @Test
    void h2_hasTheDigestOfTheCsvFile() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            same(connection, JdbcDigestTest::standard);
        }
    }

    @Test
    void duckDb_hasTheDigestOfTheCsvFile() throws Exception {
        String url = "jdbc:duckdb:" + folder.resolve("flights.duckdb");
        try (Connection connection = DriverManager.getConnection(url)) {
            // Row by row takes DuckDB a minute.
            Path parquet = folder.resolve("flights.parquet");
            try (Table table = Flights.read()) {
                Tables.writeParquet(table, parquet);
                Databases.run(
                        connection,
                        "create table data as select row_number() over () as ratchet_row, * from '" + parquet + "'");
                same(connection, table);
            }
        }
    }

    @Test
    void postgreSql_hasTheDigestOfTheCsvFile() throws Exception {
        Properties untyped = new Properties();
        untyped.setProperty("stringtype", "unspecified");
        untyped.setProperty("user", "postgres");
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection =
                        DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"), untyped)) {
            same(connection, JdbcDigestTest::standard);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private static String standard(DataType type) {
        return switch (type.kind()) {
            case INT16 -> "smallint";
            case INT64 -> "bigint";
            case FLOAT64 -> "double precision";
            case DECIMAL -> "decimal(10, 2)";
            case TIMESTAMP_UTC -> "timestamp with time zone";
            default -> "varchar(40)";
        };
    }

    private static void same(Connection connection, Function<DataType, String> types) throws Exception {
        try (Table table = Flights.read()) {
            Databases.insert(connection, table, types);
            same(connection, table);
        }
    }

    private static void same(Connection connection, Table table) {
        JdbcOptions options =
                JdbcOptions.builder().schema(table.schema()).fetchSize(1_000).build();
        try (Table read = Tables.jdbc(connection, Databases.query(table), options)) {
            assertThat(read.digest().differences(table.digest())).isEmpty();
            assertThat(read.digest().digest()).isEqualTo(table.digest().digest());
        }
    }
}
