/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.digest.ContentDigest;
import dev.ratchet.dataset.DatasetDigest;

import java.util.List;

/** The digest of a table's rows in order, which can also say where two tables differ. Immutable. */
public final class TableDigest {

    private final ContentDigest content;
    private final DatasetDigest digest;

    TableDigest(ContentDigest content) {
        this.content = content;
        this.digest = new DatasetDigest(ContentDigest.KIND, content.hex());
    }

    ContentDigest content() {
        return content;
    }

    /** The digest. */
    public DatasetDigest digest() {
        return digest;
    }

    /** The number of rows that were digested. */
    public long rowCount() {
        return content.rows();
    }

    /**
     * Where the data of two tables differs, in words: the number of rows, names, types, and by column the blocks of
     * 65,536 rows. Empty when the digests are equal.
     */
    public List<String> differences(TableDigest other) {
        return content.differences(other.content);
    }
}
