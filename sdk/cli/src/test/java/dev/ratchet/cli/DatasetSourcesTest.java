/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Data that is described or digested where it is, and what of its address is shown. */
class DatasetSourcesTest {

    private static final String ROWS = "id,x,s\n" + "1,2.5,a\n2,,b\n3,4.5,\n".repeat(10);
    private static final String QUERY = "select * from (values (1, 2.5::double, 'a'), (2, null, 'b')) t(id, x, s)";

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.csv", exchange -> {
            byte[] body = ROWS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address(String path) {
        return "me:secret@" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private static Object content(Called called) {
        Map<?, ?> digests = (Map<?, ?>) Objects.requireNonNull(called.json().get("digests"));
        return Objects.requireNonNull(digests.get("content-1"));
    }

    private static void assertNoSecret(Called called) {
        assertThat(called.out() + called.err()).doesNotContain("secret");
    }

    @Test
    void address_isDigestedAndDescribed_withoutItsCredentials() throws IOException {
        String file = Files.writeString(folder.resolve("a.csv"), ROWS).toString();
        String url = "http://" + address("/a.csv?token=secret");

        Called digest = Called.of("dataset", "digest", url, "--json", "--any-order");
        Called described = Called.of("dataset", "describe", url);

        assertThat(digest.exitCode()).as(digest.err()).isZero();
        assertThat(content(digest)).isEqualTo(content(Called.of("dataset", "digest", file, "--json")));
        assertThat(digest.json()).containsEntry("name", "a").containsEntry("rows", 30);
        assertThat(described.out()).contains("30 rows, 3 columns, 27 duplicate rows", "http://", "/a.csv");
        assertNoSecret(digest);
        assertNoSecret(described);
    }

    @Test
    void address_thatFails_isNamedWithoutItsCredentials() {
        Called none = Called.of("dataset", "digest", "http://" + address("/none.csv"));
        Called noAddress = Called.of("dataset", "digest", "http://" + address("/a b.csv"));

        assertThat(none.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(none.err()).contains("the server answered 404", "check the address");
        assertThat(noAddress.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(noAddress.err()).contains("the address cannot be read", "Illegal character");
        assertNoSecret(none);
        assertNoSecret(noAddress);
    }

    @Test
    void query_isDigestedAndDescribed_withoutItsCredentials() {
        String url = "jdbc:duckdb:?password=secret";

        Called digest = Called.of("dataset", "digest", "--jdbc", url, "--query", QUERY, "--json");
        Called described = Called.with(
                Map.of("RATCHET_JDBC_PASSWORD", "", "RATCHET_JDBC_USER", ""),
                "dataset",
                "describe",
                "--jdbc",
                "jdbc:duckdb:",
                "--query",
                QUERY);

        assertThat(digest.exitCode()).as(digest.err()).isZero();
        assertThat(digest.json()).containsEntry("query", QUERY).containsEntry("rows", 2);
        assertThat(described.exitCode()).as(described.err()).isZero();
        assertThat(described.out()).contains("jdbc:duckdb:, " + QUERY, "2 rows, 3 columns");
        assertNoSecret(digest);
    }

    @Test
    void query_thatFails_isNamedWithoutItsCredentials() {
        String url = "jdbc:duckdb:?user=me&password=secret";

        Called bad = Called.of("dataset", "digest", "--jdbc", url, "--query", "select * from nowhere", "--debug");
        Called noDriver =
                Called.of("dataset", "digest", "--jdbc", "jdbc:nosuch://me:secret@host/db", "--query", "select 1");

        assertThat(bad.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(bad.err()).contains("nowhere");
        assertThat(noDriver.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(noDriver.err()).contains("no JDBC driver for 'jdbc:nosuch:'", "--driver JAR");
        assertNoSecret(bad);
        assertNoSecret(noDriver);
    }

    @Test
    void optionsThatDoNotFit_areRefused() {
        assertUsage("there is nothing to read", "digest");
        assertUsage("go with --jdbc", "digest", "a.csv", "--query", "select 1");
        assertUsage("exclude each other", "digest", "a.csv", "--jdbc", "jdbc:duckdb:", "--query", "select 1");
        assertUsage("--jdbc needs --query SQL", "describe", "--jdbc", "jdbc:duckdb:");
        assertUsage("are for CSV files", "digest", "--jdbc", "jdbc:duckdb:", "--query", "select 1", "--null", "NA");
        assertUsage(
                "set RATCHET_JDBC_PASSWORD instead",
                "digest",
                "--jdbc",
                "jdbc:duckdb:",
                "--query",
                "select 1",
                "--ask-password");
    }

    private static void assertUsage(String words, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "dataset";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Called called = Called.of(all);
        assertThat(called.exitCode()).as(called.err()).isEqualTo(Cli.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains(words);
    }

    @Test
    void driverInAJar_isUsed_andGetsUserAndPassword() throws IOException {
        String jar = driverJar().toString();
        Map<String, String> environment = Map.of("RATCHET_JDBC_PASSWORD", "secret");

        Called called = Called.with(
                environment,
                "dataset",
                "digest",
                "--jdbc",
                "jdbc:demo:x",
                "--driver",
                jar,
                "--user",
                "me",
                "--query",
                "select 1",
                "--json");
        Called other = Called.of("dataset", "digest", "--jdbc", "jdbc:other:x", "--driver", jar, "--query", "select 1");
        Called none = Called.of("dataset", "digest", "--jdbc", "jdbc:demo:x", "--driver", "no.jar", "--query", "x");

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.err()).contains("demo asked by me with 6 characters");
        assertThat(other.err()).contains("has no JDBC driver for 'jdbc:other:'");
        assertThat(none.err()).contains("There is no file 'no.jar'");
        assertNoSecret(called);
    }

    /** A driver that no class loader of this process knows. */
    private Path driverJar() throws IOException {
        Path source = Files.writeString(folder.resolve("DemoDriver.java"), """
                import java.sql.*;
                import java.util.Properties;
                import java.util.logging.Logger;

                public class DemoDriver implements Driver {
                    public Connection connect(String url, Properties login) throws SQLException {
                        throw new SQLException("demo asked by " + login.getProperty("user") + " with "
                                + login.getProperty("password").length() + " characters");
                    }

                    public boolean acceptsURL(String url) {
                        return url.startsWith("jdbc:demo:");
                    }

                    public DriverPropertyInfo[] getPropertyInfo(String url, Properties login) {
                        return new DriverPropertyInfo[0];
                    }

                    public int getMajorVersion() {
                        return 1;
                    }

                    public int getMinorVersion() {
                        return 0;
                    }

                    public boolean jdbcCompliant() {
                        return false;
                    }

                    public Logger getParentLogger() {
                        return Logger.getGlobal();
                    }
                }
                """);
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(Objects.requireNonNull(compiler).run(null, null, null, source.toString()))
                .isZero();
        Path jar = folder.resolve("demo.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("DemoDriver.class"));
            Files.copy(folder.resolve("DemoDriver.class"), out);
            out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            out.write("DemoDriver".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void target_isComparedWithEachColumn() throws IOException {
        String file = Files.writeString(folder.resolve("a.csv"), ROWS).toString();

        Called text = Called.of("dataset", "describe", file, "--target", "s");
        Called json = Called.of("dataset", "describe", file, "--target", "s", "--json");
        Called none = Called.of("dataset", "describe", file, "--target", "y");

        assertThat(text.out())
                .contains("What each column alone says of 's'", "ERROR  Column 'id' alone tells 's'")
                .containsPattern("id +AUC +1.0000 +20");
        Map<?, ?> target = (Map<?, ?>) Objects.requireNonNull(json.json().get("target"));
        assertThat(target.get("column")).isEqualTo("s");
        assertThat((List<?>) Objects.requireNonNull(target.get("columns"))).hasSize(2);
        assertThat(none.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(none.err()).contains("no column 'y'");
    }

    @Test
    void page_isWritten_andNotWhereItCannotBe() throws IOException {
        String file = Files.writeString(folder.resolve("a.csv"), ROWS).toString();
        Path page = folder.resolve("a.html");

        Called called = Called.of("dataset", "describe", file, "--html", page.toString());
        Called failed = Called.of("dataset", "describe", file, "--html", folder.resolve("no/a.html") + "");

        assertThat(called.err()).isEqualTo("Written: " + page + System.lineSeparator());
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("<svg", "30 rows");
        assertThat(failed.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(failed.err()).contains("The page cannot be written", "in a directory that is there");
    }
}
