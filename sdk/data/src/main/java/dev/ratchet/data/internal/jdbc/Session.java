/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.internal.source.Address;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;

/** A query that runs on a connection, and everything that has to be put back afterwards. Used by one thread. */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final boolean ours;
    private final Address url;
    private final Database database;
    private boolean committing;
    private @Nullable Statement statement;
    private @Nullable Watch watch;
    private @Nullable ResultSet rows;
    private boolean closed;

    private Session(Connection connection, boolean ours, Address url) throws SQLException {
        this.connection = connection;
        this.ours = ours;
        this.url = url;
        this.database = Database.of(connection);
    }

    /** On a connection that stays the caller's. */
    static Session on(Connection connection) {
        Address url = new Address("", new Properties());
        try {
            url = new Address(String.valueOf(connection.getMetaData().getURL()), new Properties());
            return new Session(connection, false, url);
        } catch (SQLException e) {
            throw new RatchetException("The connection cannot be used: " + url.clean(e) + ".", cause(url, e));
        }
    }

    /** On a connection of its own. */
    static Session open(String address, Properties properties) {
        Address url = new Address(address, properties);
        Connection connection = null;
        try {
            connection = DriverManager.getConnection(address, properties);
            return new Session(connection, true, url);
        } catch (SQLException e) {
            close(connection);
            boolean noDriver = String.valueOf(e.getMessage()).startsWith("No suitable driver");
            throw new RatchetException(
                    noDriver
                            ? "There is no JDBC driver for '" + url.shown()
                                    + "'. Put the jar of the database's driver on"
                                    + " the class path, and check the address."
                            : "No connection to '" + url.shown() + "': " + url.clean(e) + ".",
                    noDriver ? null : cause(url, e));
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // The first error is told.
        }
    }

    private static @Nullable Throwable cause(Address url, Throwable e) {
        return url.isHarmless(e) ? e : null;
    }

    Database database() {
        return database;
    }

    Address url() {
        return url;
    }

    /** Begins the query. */
    ResultSet run(String query, JdbcOptions options) throws SQLException {
        if (database == Database.POSTGRESQL && connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            committing = true;
        }
        boolean plain = options.parameters().isEmpty();
        Statement made = plain ? connection.createStatement() : connection.prepareStatement(query);
        statement = made;
        made.setFetchSize(options.fetchSize());
        watch = new Watch(made, options.timeout());
        ResultSet result;
        if (made instanceof PreparedStatement prepared && !plain) {
            for (int i = 0; i < options.parameters().size(); i++) {
                prepared.setObject(i + 1, options.parameters().get(i));
            }
            result = prepared.executeQuery();
        } else {
            result = made.executeQuery(query);
        }
        rows = result;
        return result;
    }

    /** Why reading has to stop; null when it may go on. */
    @Nullable
    String stopped() {
        return watch == null ? null : watch.stopped();
    }

    /** An error in our words. */
    RatchetException explain(String place, Exception e) {
        if (e instanceof RatchetException told) {
            return told;
        }
        String stopped = stopped();
        if (stopped != null) {
            return new RatchetException(place + " was stopped: " + stopped + ".", cause(url, e));
        }
        boolean lost = e instanceof SQLException sql
                && (String.valueOf(sql.getSQLState()).startsWith("08") || isGone());
        return new RatchetException(
                place
                        + (lost
                                ? ": the connection was lost (" + url.clean(e) + "). Try again."
                                : ": " + url.clean(e) + "."),
                cause(url, e));
    }

    private boolean isGone() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What fails here is not told: the rows are already read, or something else is. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (AutoCloseable part : Arrays.asList(watch, rows, statement, this::restore, ours ? connection : null)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                // See above.
            }
        }
    }

    private void restore() throws SQLException {
        if (committing) {
            try {
                connection.rollback();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
