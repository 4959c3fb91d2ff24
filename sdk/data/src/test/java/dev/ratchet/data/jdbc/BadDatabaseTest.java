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
import dev.ratchet.data.Tables;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever fails in a database: a clear message, no table, no memory, and the connection as it was. */
@ExtendWith(NoMemoryLeft.class)
public class BadDatabaseTest {

    private static final JdbcOptions PLAIN = JdbcOptions.builder().build();
    private static final Properties NONE = new Properties();
    private static final AtomicReference<Server> H2_SERVER = new AtomicReference<>();
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    /** A database with a table {@code n} of the numbers {@code i} from 1 to 100,000. */
    enum Base {
        SQLITE(
                "jdbc:sqlite::memory:",
                "(with recursive r(i) as (select 1 union all select i + 1 from r where i < 100000) select i from r) n",
                "abs(-9223372036854775807 - 1)",
                "integer overflow"),
        H2("jdbc:h2:mem:", "(select x as i from system_range(1, 100000)) n", "1 / (i - i)", "Division by zero"),
        DUCKDB("jdbc:duckdb:", "range(1, 100001) n(i)", "error('it is broken')", "it is broken"),
        POSTGRESQL("", "generate_series(1, 100000) n(i)", "1 / (i - i)", "division by zero");

        private final String url;
        private final String numbers;
        private final String failure;
        private final String reason;

        Base(String url, String numbers, String failure, String reason) {
            this.url = url;
            this.numbers = numbers;
            this.failure = failure;
            this.reason = reason;
        }

        private Connection connect() throws SQLException {
            return this == POSTGRESQL
                    ? postgres.getPostgresDatabase().getConnection()
                    : DriverManager.getConnection(url);
        }

        private String query(String last, String others) {
            return "select case when i = 100000 then " + last + " else " + others + " end as \"v\" from " + numbers;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void absentTable_isNamed(Base base) throws SQLException {
        refused(base, "select * from absent", PLAIN, "Query 'select * from absent' on 'jdbc:");
    }

    @ParameterizedTest
    @EnumSource
    void failureHalfWay_givesNoTable(Base base) throws SQLException {
        String query = base.query(base.failure, "i");
        refused(base, query, PLAIN, "on 'jdbc:", base.reason);
    }

    @ParameterizedTest
    @EnumSource
    void valueThatDoesNotFit_isNamedWithItsRow(Base base) throws SQLException {
        JdbcOptions small = JdbcOptions.builder().type("v", DataType.INT32).build();
        String query = base.query("5000000000", "i");
        refused(base, query, small, "row 100000", "column 'v'", "'5000000000' is not a value of type int32", "Declare");
    }

    @ParameterizedTest
    @EnumSource
    void textForANumber_isNamedWithItsRow(Base base) throws SQLException {
        JdbcOptions number = JdbcOptions.builder().type("v", DataType.INT64).build();
        String query = base.query("'oops'", "cast(i as varchar(20))");
        refused(base, query, number, "row 100000", "column 'v'", "'oops' is not a value of type int64", "Declare");
    }

    /** Rows are added by another thread while later ones are read; the first one that is wrong is told all the same. */
    @ParameterizedTest
    @CsvSource({"1000, 1001", "1024, 1025", "1024, 2500", "1500, 1600", "30000, 30001", "65536, 65537"})
    void severalCellsThatDoNotFit_theFirstRowIsTold(int first, int second) throws SQLException {
        JdbcOptions numbers = JdbcOptions.builder()
                .type("v", DataType.INT64)
                .type("w", DataType.INT64)
                .build();
        String query = "select case when i = " + second + " then 'second' else i end as v, case when i = " + first
                + " then 'first' else i end as w from ";
        String[] words = {"row " + first, "column 'w'", "'first' is not a value"};
        refused(Base.SQLITE, query + Base.SQLITE.numbers, numbers, words);
        String failing = query.replace("'second'", Base.SQLITE.failure);
        refused(Base.SQLITE, failing + Base.SQLITE.numbers, numbers, words);
    }

    @ParameterizedTest
    @EnumSource
    void equalNames_areRefused(Base base) throws SQLException {
        refused(base, "select 1 as \"v\", 2 as \"v\"", PLAIN, "two columns are named 'v'", "by AS in the query");
    }

    /** On a connection that is given: nothing of it has changed after the failure. */
    private static void refused(Base base, String query, JdbcOptions options, String... words) throws SQLException {
        for (boolean committing : new boolean[] {true, false}) {
            try (Connection connection = base.connect()) {
                connection.setAutoCommit(committing);
                assertThatThrownBy(() -> Tables.jdbc(connection, query, options).close())
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContainingAll(words)
                        .hasMessageEndingWith(".")
                        .message()
                        .doesNotContain(".. ", "Exception", ": null");
                assertThat(ArrowMemory.allocated()).isZero();
                assertThat(connection.getAutoCommit()).isEqualTo(committing);
                if (!committing) {
                    connection.rollback();
                }
                try (Table table = Tables.jdbc(connection, "select 1 as \"v\"", PLAIN)) {
                    assertThat(table.rowCount()).isEqualTo(1);
                }
                assertThat(connection.getAutoCommit()).isEqualTo(committing);
            }
        }
    }

    @Test
    void server_thatStopsHalfWay_isALostConnection() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        H2_SERVER.set(server);
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:lost;LAZY_QUERY_EXECUTION=1;PASSWORD=hidden";
        try {
            Properties user = new Properties();
            user.setProperty("user", "me");
            String stops = "select case when x = 90000 then stop() else x end as v from system_range(1, 100000)";
            try (Connection connection = DriverManager.getConnection(url, user)) {
                Databases.run(connection, "create alias stop for '" + BadDatabaseTest.class.getName() + ".stopServer'");
                assertThatThrownBy(() -> Tables.jdbc(connection, stops, PLAIN).close())
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContainingAll(
                                "Query 'select case", "jdbc:h2:tcp:", "the connection was lost", "Try again")
                        .hasMessageNotContaining("hidden");
            } catch (SQLException e) {
                // Of closing a connection whose server is gone.
                assertThat(e.getMessage()).doesNotContain("hidden");
            }
        } finally {
            server.stop();
        }
    }

    /** Called by the database. */
    public static long stopServer() {
        Objects.requireNonNull(H2_SERVER.get()).stop();
        return 0;
    }

    @Test
    void postgreSqlSession_thatIsEnded_isALostConnection() throws SQLException {
        String ends = Base.POSTGRESQL.query("cast(pg_terminate_backend(pg_backend_pid()) as int)", "i");
        try (Connection connection = Base.POSTGRESQL.connect()) {
            assertThatThrownBy(() -> Tables.jdbc(connection, ends, PLAIN).close())
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("after row 65536", "the connection was lost", "Try again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb"})
    void damagedDatabase_givesNoTable(String kind) throws SQLException, IOException {
        Path file = folder.resolve("damaged.db");
        String url = "jdbc:" + kind + ":" + file;
        Base base = Base.valueOf(kind.toUpperCase(Locale.ROOT));
        try (Connection connection = DriverManager.getConnection(url)) {
            Databases.run(
                    connection, "create table t as select i, 'text ' || (i * 7919 % 100003) as s from " + base.numbers);
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 4, bytes.length * 3 / 4, (byte) 0xF5);
        Files.write(file, bytes);
        assertThatThrownBy(() -> Tables.jdbc(url, NONE, "select * from t").close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'" + url + "'")
                .hasMessageContaining(kind.equals("sqlite") ? "malformed" : "Corrupt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:/nowhere/at/all;IFEXISTS=TRUE",
                "jdbc:postgresql://localhost:1/x",
                "jdbc:sqlite:/nowhere/x.db"
            })
    void noDatabase_isToldWithoutCredentials(String address) {
        Properties properties = new Properties();
        properties.setProperty("user", "me");
        properties.setProperty("password", "hidden");
        assertThatThrownBy(() -> Tables.jdbc(address, properties, "select 1").close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("No connection to '" + address + "'")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shortUserName_doesNotMaskPartsOfWords() {
        assertThatThrownBy(() -> Tables.jdbc("jdbc:postgresql://localhost:1/x?user=me&password=pw", NONE, "select 1"))
                .hasMessageContaining("Check that the hostname and port are correct");
    }
}
