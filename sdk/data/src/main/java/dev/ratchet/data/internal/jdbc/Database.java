/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Databases that need something of their own. */
enum Database {
    /** Types belong to values, not to columns. */
    SQLITE,
    /** Reads all rows into memory, unless a transaction is open. */
    POSTGRESQL,
    /** Names types as our own readers of files do. */
    DUCKDB,
    /** As the standard says. */
    OTHER;

    static Database of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            case "DuckDB" -> DUCKDB;
            default -> OTHER;
        };
    }
}
