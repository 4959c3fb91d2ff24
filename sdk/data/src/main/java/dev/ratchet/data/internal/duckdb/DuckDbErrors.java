/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says when something fails. */
final class DuckDbErrors {

    /** How errors come that happen while rows are handed over. */
    private static final Pattern WRAPPED = Pattern.compile(".*CDataJniException\\{errno=-?\\d+, message=(.*?)}?");

    private DuckDbErrors() {}

    /** The first line of the message, without a full stop at its end. */
    static String firstLine(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        Matcher wrapped = WRAPPED.matcher(line);
        if (wrapped.matches()) {
            line = wrapped.group(1);
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Closes a database on the way out. */
    static void closeAfter(Exception reason, @Nullable DuckDb database) {
        if (database == null) {
            return;
        }
        try {
            database.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
