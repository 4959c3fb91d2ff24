/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Where rows come from: a file, an address or a query. Names no class of tables, as {@link FileOptions}. */
final class SourceOptions {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|URL",
            description = {
                "A file of rows: .csv, .tsv (both also .gz), .parquet, .json, .jsonl, .arrow or .feather; or the http or"
                        + " https address of one, which is read into memory."
            })
    private @Nullable String location;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description =
                    "Instead of a file the rows of a query on this database, such as jdbc:duckdb:shop.db; they are"
                            + " read into memory.")
    private @Nullable String jdbc;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "The query. Without an ORDER BY that leaves no choice, only multiset-1 is the same again.")
    private @Nullable String query;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user of the database. Default: RATCHET_JDBC_USER, else none. Its password is"
                    + " RATCHET_JDBC_PASSWORD.")
    private @Nullable String user;

    @Option(names = "--ask-password", description = "Ask for the password of the database at the terminal.")
    private boolean askPassword;

    @Option(
            names = "--driver",
            paramLabel = "JAR",
            description = "The jar of the database's JDBC driver. DuckDB's comes with ratchet.")
    private @Nullable Path driver;

    @Nullable
    String jdbc() {
        return jdbc;
    }

    @Nullable
    String user() {
        return user;
    }

    boolean asksPassword() {
        return askPassword;
    }

    @Nullable
    Path driver() {
        return driver;
    }

    String query() {
        return query == null ? "" : query;
    }

    String location() {
        return location == null ? "" : location;
    }

    /** Refuses options that do not go together. */
    void check(FileOptions options) {
        if (jdbc == null) {
            if (location == null) {
                throw options.usage("there is nothing to read: give FILE or URL, or --jdbc URL with --query SQL");
            }
            if (query != null || user != null || askPassword || driver != null) {
                throw options.usage("--query, --user, --ask-password and --driver go with --jdbc URL");
            }
            return;
        }
        if (location != null) {
            throw options.usage("FILE or URL and --jdbc exclude each other: rows come from one place");
        }
        if (query == null) {
            throw options.usage("--jdbc needs --query SQL, such as --query \"SELECT * FROM orders ORDER BY id\"");
        }
        if (!options.nulls().isEmpty() || options.delimiter() != null) {
            throw options.usage("--null and --delimiter are for CSV files, not for --jdbc");
        }
    }
}
