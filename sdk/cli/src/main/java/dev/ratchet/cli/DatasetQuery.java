/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.Tables;
import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** Reads the rows of a query. The password comes from the environment or the terminal, and is never shown. */
final class DatasetQuery {

    private static final String USER = "RATCHET_JDBC_USER";
    private static final String PASSWORD = "RATCHET_JDBC_PASSWORD";

    private final CliContext context;
    private final FileOptions options;
    private final SourceOptions source;
    private final String url;

    DatasetQuery(CliContext context, FileOptions options, SourceOptions source) {
        this.context = context;
        this.options = options;
        this.source = source;
        this.url = Objects.requireNonNull(source.jdbc());
    }

    Table read() {
        JdbcOptions.Builder jdbc = JdbcOptions.builder();
        @Nullable Path schema = options.schema();
        if (schema != null) {
            jdbc.schema(TableSchema.read(schema));
        }
        @Nullable Path jar = source.driver();
        if (jar == null) {
            requireDriver();
            return query(jdbc.build());
        }
        JarDriver driver = JarDriver.load(jar, url);
        try {
            return query(jdbc.build());
        } finally {
            driver.close();
        }
    }

    private Table query(JdbcOptions jdbc) {
        Properties login = login();
        return Activity.during(
                context, "Reading the query's rows", now -> Tables.jdbc(url, login, source.query(), jdbc));
    }

    private Properties login() {
        Properties login = new Properties();
        String user =
                source.user() != null ? source.user() : context.environment().get(USER);
        if (user != null) {
            login.setProperty("user", user);
        }
        String password = source.asksPassword() ? ask() : context.environment().getOrDefault(PASSWORD, "");
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        return login;
    }

    @SuppressWarnings("SystemConsoleNull") // there may be a console without a terminal, which the context knows
    private String ask() {
        Console console = System.console();
        if (console == null || !context.terminal()) {
            throw options.usage("--ask-password needs a terminal; set " + PASSWORD + " instead");
        }
        // Standard output may be wanted for one JSON document.
        context.err().print("Password: ");
        context.err().flush();
        char[] typed = console.readPassword();
        if (typed == null) {
            throw new RatchetException("No password was given, so the database was not asked.");
        }
        return new String(typed);
    }

    private void requireDriver() {
        if (DriverManager.drivers().noneMatch(this::accepts)) {
            throw new RatchetException("There is no JDBC driver for '" + kind(url)
                    + "'. Give the jar of the database's driver by --driver JAR, and check the address.");
        }
    }

    private boolean accepts(Driver driver) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The beginning of an address, which has no credentials. */
    static String kind(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        return end < 0 || !url.startsWith("jdbc:")
                ? "an address that does not begin with jdbc:"
                : url.substring(0, end + 1);
    }
}
