/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.nio.file.Path;
import java.util.Locale;

/** What file names say. */
final class FileNames {

    private FileNames() {}

    /** The name without its endings. */
    static String tableName(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            name = name.substring(0, name.length() - ".gz".length());
        }
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        return base.isBlank() ? "table" : base;
    }

    static boolean isTabSeparated(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tsv") || name.endsWith(".tsv.gz");
    }

    /**
     * How a CSV file of that name is written.
     *
     * @param delimiter what stands between two values
     * @param packed whether by gzip
     */
    record Written(char delimiter, boolean packed) {

        static Written of(Path file) {
            return new Written(
                    isTabSeparated(file) ? '\t' : ',',
                    file.toString().toLowerCase(Locale.ROOT).endsWith(".gz"));
        }
    }
}
