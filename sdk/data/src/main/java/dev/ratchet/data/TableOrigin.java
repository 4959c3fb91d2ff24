/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.dataset.DatasetSource;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a table knows besides its columns and rows.
 *
 * @param name its name
 * @param source where the data came from
 * @param key the columns that tell rows apart; empty when that is not known
 * @param file the file whose whole content this is; null for anything else
 */
record TableOrigin(
        String name,
        DatasetSource source,
        List<String> key,
        @Nullable FileStamp file) {

    TableOrigin {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A table needs a name.");
        }
        key = List.copyOf(key);
    }

    /** That of a table made from this one. */
    TableOrigin derived() {
        return new TableOrigin(name, source, key, null);
    }

    TableOrigin withKey(List<String> columns) {
        return new TableOrigin(name, source, columns, file);
    }

    TableOrigin withName(String other) {
        return new TableOrigin(other, source, key, file);
    }
}
