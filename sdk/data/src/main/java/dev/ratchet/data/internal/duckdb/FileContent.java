/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a file holds, whatever its name says. */
public final class FileContent {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private FileContent() {}

    /** Refuses what is not there or no file. */
    public static void require(Path file) {
        if (Files.isDirectory(file)) {
            throw new RatchetException("'" + file + "' is a directory; give a file.");
        }
        if (!Files.exists(file)) {
            throw new RatchetException(
                    "There is no file '" + file + "' (looked for at '" + file.toAbsolutePath() + "').");
        }
        if (!Files.isReadable(file)) {
            throw new RatchetException("File '" + file + "' may not be read by this user.");
        }
    }

    static boolean isGzip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The content, unpacked. */
    public static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        if (!isGzip(file)) {
            return in;
        }
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Unpacks to nowhere: DuckDB does not compare the checksum at the end, so a flipped bit could become a value. */
    static void checkGzip(Path file) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open(file)) {
            while (in.read(buffer) >= 0) {
                // Nothing to keep.
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** An error while reading, in our words. */
    public static RatchetException unreadable(Path file, IOException e) {
        if (e instanceof EOFException) {
            return new RatchetException(
                    "'" + file + "' is packed by gzip and cut off: its end is missing. Copy or download it again.", e);
        }
        if (e instanceof ZipException) {
            return new RatchetException(
                    "'" + file + "' is packed by gzip and damaged (" + e.getMessage() + "). Copy or download it again.",
                    e);
        }
        return new RatchetException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
}
