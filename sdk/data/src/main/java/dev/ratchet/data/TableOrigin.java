/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.split.TablePart;
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
 * @param part which part of a split the rows come from; null for none
 */
record TableOrigin(
        String name,
        DatasetSource source,
        List<String> key,
        @Nullable FileStamp file,
        @Nullable TablePart part) {

    TableOrigin {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A table needs a name.");
        }
        key = List.copyOf(key);
    }

    TableOrigin(String name, DatasetSource source, List<String> key, @Nullable FileStamp file) {
        this(name, source, key, file, null);
    }

    /** That of a table made from this one. */
    TableOrigin derived() {
        return new TableOrigin(name, source, key, null, part);
    }

    TableOrigin withKey(List<String> columns) {
        return new TableOrigin(name, source, columns, file, part);
    }

    TableOrigin withName(String other) {
        return new TableOrigin(other, source, key, file, part);
    }

    TableOrigin withPart(@Nullable TablePart other) {
        return new TableOrigin(name, source, key, file, other);
    }
}
