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
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each database's own types, without any that are declared. */
@ExtendWith(NoMemoryLeft.class)
class JdbcTypesTest {

    private static final JdbcOptions PLAIN = JdbcOptions.builder().build();

    @Test
    void h2() throws Exception {
        String values = "select cast(1 as tinyint) a, cast(2 as int) b, cast(1.5 as real) c, cast(0.1 as double) d,"
                + " cast(1.25 as decimal(10, 3)) e, timestamp '2024-02-29 12:00:00.000001' f,"
                + " timestamp with time zone '2024-02-29 12:00:00.000001+02' g, date '2024-02-29' h,"
                + " time '01:02:03' i, true j, 'x' k, cast(null as int) l,"
                + " uuid '00000000-0000-0000-0000-00000000000a' m, cast('abc' as clob) n, x'0102' o, array[1, 2] p";
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Table table = Tables.jdbc(connection, values, PLAIN)) {
            assertThat(table.schema().fields())
                    .extracting(TableSchema.Field::type)
                    .extracting(DataType::text)
                    .containsExactly(
                            "int8",
                            "int32",
                            "float32",
                            "float64",
                            "decimal(10,3)",
                            "timestamp",
                            "timestamp_utc",
                            "date",
                            "time",
                            "boolean",
                            "string",
                            "int32",
                            "string",
                            "string",
                            "binary",
                            "list<int32>");
            assertThat(row(table))
                    .startsWith(
                            1L,
                            2L,
                            1.5f,
                            0.1,
                            new BigDecimal("1.250"),
                            LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                            Instant.parse("2024-02-29T10:00:00.000001Z"),
                            LocalDate.parse("2024-02-29"),
                            LocalTime.parse("01:02:03"),
                            true,
                            "x",
                            null,
                            "00000000-0000-0000-0000-00000000000a",
                            "abc");
            assertThat(table.text(0, 14)).isEqualTo("0102");
            assertThat(table.value(0, 15)).isEqualTo(List.of(1L, 2L));
        }
    }

    @Test
    void duckDb() throws Exception {
        String values = "select 1::tinyint a, 255::utinyint b, 18446744073709551615::ubigint c, 1.5::float d,"
                + " 1.25::decimal(10, 3) e, timestamp '2024-02-29 12:00:00.000001' f,"
                + " timestamptz '2024-02-29 12:00:00.000001+02' g, 170141183460469231::hugeint h, 'x' i, [1, 2] j,"
                + " '\\x01'::blob k, date '2024-02-29' l, time '01:02:03.000004' m, true n, null::bigint o";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Table table = Tables.jdbc(connection, values, PLAIN)) {
            assertThat(row(table).subList(0, 10))
                    .containsExactly(
                            1L,
                            255L,
                            new BigInteger("18446744073709551615"),
                            1.5f,
                            new BigDecimal("1.250"),
                            LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                            Instant.parse("2024-02-29T10:00:00.000001Z"),
                            new BigDecimal("170141183460469231"),
                            "x",
                            List.of(1L, 2L));
            assertThat(row(table).subList(11, 15))
                    .containsExactly(LocalDate.parse("2024-02-29"), LocalTime.parse("01:02:03.000004"), true, null);
        }
    }

    @Test
    void sqlite_goesByTheValues() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Databases.run(
                    connection,
                    "create table t (i integer, r real, d date, s timestamp, z timestamp, b boolean, n numeric(8, 2),"
                            + " x integer, e text, w)",
                    "insert into t values (1, 2, '2024-02-29', '2024-02-29 12:00:00', '2024-02-29T12:00:00Z', 1, 0.1, 1,"
                            + " null, x'01')",
                    "insert into t values (9007199254740993, 0.1, null, null, null, 0, 5, 'abc', null, null)");
            JdbcOptions options =
                    JdbcOptions.builder().type("x", DataType.STRING).build();
            try (Table table = Tables.jdbc(connection, "select t.*, i + 1 as j from t order by i", options)) {
                assertThat(table.schema().fields())
                        .extracting(TableSchema.Field::type)
                        .extracting(DataType::text)
                        .containsExactly(
                                "int64",
                                "float64",
                                "date",
                                "timestamp",
                                "timestamp_utc",
                                "boolean",
                                "decimal(8,2)",
                                "string",
                                "string",
                                "binary",
                                "int64");
                assertThat(table.value(1, 0)).isEqualTo(9007199254740993L);
                assertThat(table.value(0, 1)).isEqualTo(2.0);
                assertThat(table.value(0, 6)).isEqualTo(new BigDecimal("0.10"));
                assertThat(table.text(0, 7)).isEqualTo("1");
            }
            assertThatThrownBy(() -> Tables.jdbc(connection, "select x from t order by i", PLAIN))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("column 'x'", "int64 in row 1", "string in row 2", "DataType.STRING");
        }
    }

    @Test
    void sqlite_declaredTexts_areReadAsTexts_andBytesAmongThemRefused() throws Exception {
        JdbcOptions options = JdbcOptions.builder()
                .type("e", DataType.STRING)
                .type("z", DataType.TIMESTAMP_UTC)
                .build();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Databases.run(
                    connection,
                    "create table t (e text, z varchar(40))",
                    // SQLite itself makes a text of the number.
                    "insert into t values (7, '2024-02-29T12:00:00Z')",
                    "insert into t values (null, null)",
                    "insert into t values ('\uFFFD \u017E', null)",
                    "insert into t values (x'C5BE', null)");
            try (Table table = Tables.jdbc(connection, "select * from t order by rowid", options)) {
                assertThat(table.value(0, 0)).isEqualTo("7");
                assertThat(table.value(0, 1)).isEqualTo(Instant.parse("2024-02-29T12:00:00Z"));
                assertThat(table.value(1, 0)).isNull();
                assertThat(table.value(2, 0)).isEqualTo("\uFFFD \u017E");
                // Bytes that are a text: SQLite's own cast.
                assertThat(table.value(3, 0)).isEqualTo("\u017E");
            }
            Databases.run(connection, "insert into t values (x'FF01', null)");
            assertThatThrownBy(() -> Tables.jdbc(connection, "select * from t order by rowid", options))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("row 5", "column 'e'", "bytes are not a value of type string");
        }
    }

    @Test
    void postgreSql() throws Exception {
        String values = "select true a, 1::int2 b, 2::int4 c, 3::int8 d, 1.5::float4 e, 0.1::float8 f,"
                + " 1.25::numeric(10, 3) g, timestamp '2024-02-29 12:00:00.000001' h,"
                + " timestamptz '2024-02-29 12:00:00.000001+02' i, date '2024-02-29' j, time '01:02:03.000004' k,"
                + " 'x'::text l, '{\"a\": 1}'::jsonb m, '00000000-0000-0000-0000-00000000000a'::uuid n,"
                + " array[1, null, 2] o, null::int4 p";
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            try (Table table = Tables.jdbc(connection, values, PLAIN)) {
                assertThat(row(table))
                        .containsExactly(
                                true,
                                1L,
                                2L,
                                3L,
                                1.5f,
                                0.1,
                                new BigDecimal("1.250"),
                                LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                                Instant.parse("2024-02-29T10:00:00.000001Z"),
                                LocalDate.parse("2024-02-29"),
                                LocalTime.parse("01:02:03.000004"),
                                "x",
                                "{\"a\": 1}",
                                "00000000-0000-0000-0000-00000000000a",
                                Arrays.asList(1L, null, 2L),
                                null);
            }
            refused(connection, "select 1.1::numeric n", "column 'n'", "numeric", "decimal(38,10)");
            JdbcOptions declared =
                    JdbcOptions.builder().type("n", DataType.decimal(4, 2)).build();
            try (Table table = Tables.jdbc(connection, "select 1.1::numeric n", declared)) {
                assertThat(table.value(0, 0)).isEqualTo(new BigDecimal("1.10"));
            }
            refused(connection, "select date 'infinity' d", "row 1", "column 'd'", "date");
            // The rows come in pieces: the first is read before the backend of the connection ends itself.
            refused(
                    connection,
                    "select i, case when i = 150000 then pg_terminate_backend(pg_backend_pid()) end gone"
                            + " from generate_series(1, 200000) i",
                    "after row 131072",
                    "connection was lost");
        }
    }

    private static void refused(Connection connection, String query, String... words) {
        assertThatThrownBy(() -> Tables.jdbc(connection, query, PLAIN))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(words);
    }

    private static List<Object> row(Table table) {
        Object[] row = new Object[table.schema().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = table.value(0, i);
        }
        return Arrays.asList(row);
    }
}
