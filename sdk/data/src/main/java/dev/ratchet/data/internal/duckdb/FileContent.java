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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/** What a file holds, whatever its name says. */
public final class FileContent {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private static final int MAGICS_LENGTH = 8;
    private static final Map<String, String> KNOWN = Map.of(
            "\u001f\u008b", "gzip: unpack it first.",
            "(\u00b5/\u00fd", "zstd: unpack it first.",
            "PK\u0003\u0004", "a ZIP archive or an Excel file: unpack it, or save it as CSV.",
            "PAR1", "Parquet.",
            "ARROW1", "an Arrow file.",
            "\u00ff\u00ff\u00ff\u00ff", "an Arrow stream.",
            "SQLite f", "a SQLite database: use Tables.jdbc(...).",
            "<", "HTML or XML, perhaps an error page of a server.");

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
        return new GzipStream(in);
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

    /** What a file seems to be that is not what it should be, as a sentence; empty when there is no guess. */
    public static String guess(Path file) {
        byte[] first = new byte[MAGICS_LENGTH];
        int length;
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(first, 0, first.length);
        } catch (IOException e) {
            return "";
        }
        String begin = new String(first, 0, length, StandardCharsets.ISO_8859_1);
        return KNOWN.entrySet().stream()
                .filter(known -> begin.startsWith(known.getKey()))
                .map(known -> " It looks like " + known.getValue())
                .findFirst()
                .orElse("");
    }

    /** The same of a file that is read as text, where packing by gzip is nothing to be told. */
    public static String guessOfText(Path file) {
        return isGzip(file) ? "" : guess(file);
    }

    /**
     * The names of a file's columns, where one without a name gets that of its position.
     *
     * @throws RatchetException when two have one name
     */
    public static List<String> names(Path file, List<String> found) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            String name = found.get(i).isEmpty() ? "column_" + (i + 1) : found.get(i);
            Integer before = seen.put(name, i + 1);
            if (before != null) {
                throw new RatchetException("'" + file + "': columns " + before + " and " + (i + 1) + " are both named '"
                        + name + "'. Write the file with a name of its own for every column.");
            }
            names.add(name);
        }
        return names;
    }

    /** The first line of an error's message as part of a sentence. */
    public static String sentence(Throwable e) {
        // What these say is of use to nobody who does not know Arrow's code.
        boolean inner =
                e.getMessage() == null || e instanceof NullPointerException || e instanceof IndexOutOfBoundsException;
        String line = (inner ? "its parts do not fit together" : String.valueOf(e.getMessage()))
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
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
        return new RatchetException("'" + file + "' cannot be read: " + sentence(e) + ".", e);
    }
}
