/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file holds, read once.
 *
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
record FileDigest(long size, String sha256) {

    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file that is to be put at a path.
     *
     * @throws RefusedException when there is none
     */
    static FileDigest of(Path file, String path) {
        MessageDigest digest = newSha256();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
        } catch (IOException e) {
            throw unreadable(file, path, e);
        }
        return new FileDigest(size, HexFormat.of().formatHex(digest.digest()));
    }

    static RatchetException unreadable(Path file, String path, IOException problem) {
        return problem instanceof NoSuchFileException
                ? new RefusedException("Cannot upload " + file + " as '" + path + "': there is no such file.", problem)
                : new RatchetException("Cannot read " + file + ": " + problem, problem);
    }

    static RefusedException changed(Path file, String expected) {
        return new RefusedException("The bytes of " + file + " are not those with SHA-256 " + expected
                + "; the file was changed. Log it again.");
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
