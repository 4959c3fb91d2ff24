/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.jdbc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class BadQueryTest {

    private static final String NUMBERS =
            "with recursive n(i) as (select 1 union all select i + 1 from n)" + " select count(*) as c from n";

    @Test
    void queryThatFails() {
        refused("jdbc:sqlite::memory:", "select * from absent", "jdbc:sqlite", "absent", "no such table");
        refused("jdbc:h2:mem:", "selec 1", "Syntax");
        refused("jdbc:duckdb:", "select * from absent", "absent", "does not exist");
    }

    @Test
    void noDriver_isToldWithoutThePassword() {
        assertThatThrownBy(() -> Tables.jdbc("jdbc:nobase://u:pw1@h/x?password=pw2", new Properties(), "select 1"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("no JDBC driver", "jdbc:nobase://h/x")
                .hasMessageNotContainingAny("pw1", "pw2");
    }

    @Test
    void source_hasNoCredentials() {
        Properties properties = new Properties();
        properties.setProperty("user", "me");
        properties.setProperty("password", "hidden");
        JdbcOptions options = JdbcOptions.builder().name("one").parameters(5).build();
        try (Table table = Tables.jdbc("jdbc:h2:mem:;MODE=MySQL;", properties, "select 1 + ? as a", options)) {
            assertThat(table.source().fields())
                    .isEqualTo(Map.of("url", "jdbc:h2:mem:;MODE=MySQL", "query", "select 1 + ? as a"));
            assertThat(table.name()).isEqualTo("one");
            assertThat(table.number(0, 0)).isEqualTo(6);
        }
        assertThatThrownBy(() -> Tables.jdbc("jdbc:h2:mem:;PASSWORD=oops;XYZ=1", properties, "select 1"))
                .isInstanceOf(RatchetException.class)
                .hasMessageNotContainingAny("oops", "hidden")
                .hasMessageContaining("XYZ");
    }

    @Test
    void timeout_stopsTheQuery() throws SQLException {
        JdbcOptions options =
                JdbcOptions.builder().timeout(Duration.ofMillis(100)).build();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThatThrownBy(() -> Tables.jdbc(connection, NUMBERS, options))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("stopped", "longer than 100 ms", "timeout(");
            try (Table table = Tables.jdbc(
                    connection, "select 1 as a", JdbcOptions.builder().build())) {
                assertThat(table.rowCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void interrupt_stopsTheQuery() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Tables.jdbc(
                            connection, NUMBERS, JdbcOptions.builder().build()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void valuesAndColumnsThatDoNotFit() throws SQLException {
        refused("jdbc:h2:mem:", "select 1 as a, 2 as a", "two columns are named 'A'", "AS");
        refused(
                "jdbc:h2:mem:",
                "select cast(1 as decimal(60, 2)) as a",
                "column 'A'",
                "DECIMAL (precision 60",
                "Declare");
        refused(
                "jdbc:h2:mem:",
                "select timestamp '2024-01-01 00:00:00.000000001' as a",
                "row 1",
                "column 'A'",
                "finer than the microseconds");
        JdbcOptions small = JdbcOptions.builder().type("A", DataType.INT8).build();
        JdbcOptions other = JdbcOptions.builder().type("B", DataType.INT8).build();
        TableSchema lower = TableSchema.builder().column("b", DataType.INT8).build();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThatThrownBy(() -> Tables.jdbc(connection, "select x as a from system_range(126, 130)", small))
                    .hasMessageContainingAll("row 3", "column 'A'", "'128'", "int8");
            assertThatThrownBy(() -> Tables.jdbc(connection, "select 1 as a", other))
                    .hasMessageContainingAll("no column 'B'", "[A]");
            assertThatThrownBy(() -> Tables.jdbc(
                            connection,
                            "select 1 as a",
                            JdbcOptions.builder().schema(lower).build()))
                    .hasMessageContainingAll("declared schema", "[A]", "[b]");
        }
    }

    @Test
    void laterRowOfAnotherType() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            String query = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 70000)"
                    + " select case when i = 70000 then 'end' else i end as v from n";
            assertThatThrownBy(() ->
                            Tables.jdbc(connection, query, JdbcOptions.builder().build()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("row 70000", "column 'v'", "'end'", "int64");
        }
    }

    private static void refused(String url, String query, String... words) {
        assertThatThrownBy(() -> Tables.jdbc(url, new Properties(), query).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(words);
    }
}
