/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.digest.FileDigest;
import dev.ratchet.dataset.DatasetDigest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file as it was when it was read.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param modified when it was changed
 * @param known the digest of its bytes where the file is about to go; else empty
 */
record FileStamp(Path path, long size, FileTime modified, Optional<DatasetDigest> known) {

    static FileStamp of(Path path) throws IOException {
        return new FileStamp(path, Files.size(path), Files.getLastModifiedTime(path), Optional.empty());
    }

    /** With the digest of its bytes, which outlives the file. */
    static FileStamp digested(Path path) throws IOException {
        FileStamp stamp = of(path);
        return new FileStamp(path, stamp.size, stamp.modified, stamp.digest());
    }

    /** The digest of its bytes; empty when it is another file by now. */
    Optional<DatasetDigest> digest() {
        if (known.isPresent()) {
            return known;
        }
        try {
            if (!equals(of(path))) {
                return Optional.empty();
            }
            DatasetDigest digest = new DatasetDigest(FileDigest.KIND, FileDigest.of(path));
            return equals(of(path)) ? Optional.of(digest) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
