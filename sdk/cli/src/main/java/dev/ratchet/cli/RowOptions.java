/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How files of rows are read. Names no class of tables: picocli loads those that a signature names, and commands that
 * read no file shall start without them.
 */
final class RowOptions {

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = {
                "A schema file with the columns' types, as 'dataset describe --save-schema' writes it. Default: types are"
                        + " found in the first 100,000 rows."
            })
    private @Nullable Path schema;

    @Option(
            names = "--null",
            paramLabel = "TEXT",
            description = "A text that means a missing value in CSV, besides nothing; may be repeated.")
    private List<String> nulls = new ArrayList<>();

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What stands between two values in CSV. Default: a comma, or a tab in .tsv.")
    private @Nullable Character delimiter;

    @Nullable
    Path schema() {
        return schema;
    }

    List<String> nulls() {
        return nulls;
    }

    @Nullable
    Character delimiter() {
        return delimiter;
    }
}
