/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import org.duckdb.DuckDBConnection;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** A connection to a DuckDB of its own, in memory, that fetches nothing from the network. Used by one thread. */
final class DuckDb implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "set autoinstall_known_extensions=false",
            "set autoload_known_extensions=false",
            "set TimeZone='UTC'",
            "set preserve_insertion_order=true",
            // Each file is read once; its pages would be kept until the end.
            "set enable_external_file_cache=false");

    private final DuckDBConnection connection;

    private DuckDb(boolean streaming) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", String.valueOf(streaming));
        this.connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** For results that are read in pieces. A query that fails at its beginning does not say why. */
    static DuckDb streaming() throws SQLException {
        return new DuckDb(true);
    }

    /** For small results: they are complete before the first row is read. */
    static DuckDb keeping() throws SQLException {
        return new DuckDb(false);
    }

    /** Asks a statement that streams; if it fails, asks once more where the answer is a reason. */
    static ResultSet query(Statement streaming, String sql) throws SQLException {
        try {
            return streaming.executeQuery(sql);
        } catch (SQLException e) {
            try (DuckDb other = keeping();
                    Statement again = other.connection().createStatement()) {
                again.executeQuery(sql).close();
            }
            throw e;
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** A text as SQL. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String texts(List<String> values) {
        return values.stream().map(DuckDb::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A column's name as SQL. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A file's name as SQL that stands for this file only, though DuckDB takes file names for patterns. */
    static String file(Path path) {
        StringBuilder pattern = new StringBuilder();
        for (char c : path.toAbsolutePath().toString().toCharArray()) {
            if (c == '*' || c == '?' || c == '[') {
                pattern.append('[').append(c).append(']');
            } else {
                pattern.append(c);
            }
        }
        return text(pattern.toString());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
