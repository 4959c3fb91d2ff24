/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;

import java.nio.file.Path;
import java.util.Locale;

/** How rows are kept in a file; its name's ending says so. */
enum FileFormat {
    CSV,
    PARQUET;

    private static final String ENDINGS = ".csv, .tsv, .csv.gz, .tsv.gz or .parquet";

    static FileFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        if (unpacked.endsWith(".csv") || unpacked.endsWith(".tsv")) {
            return CSV;
        }
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        throw new RatchetException(
                "The name of '" + file + "' does not tell its format. It must end with " + ENDINGS + ".");
    }
}
