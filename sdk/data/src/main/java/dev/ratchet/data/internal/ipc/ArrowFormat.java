/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.duckdb.FileContent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The two layouts, told by the first and last bytes. */
enum ArrowFormat {
    FILE,
    STREAM;

    private static final String MAGIC = "ARROW1";
    private static final String FEATHER_1 = "FEA1";
    private static final byte[] STREAM_BEGIN = {-1, -1, -1, -1};
    private static final byte[] STREAM_END = {-1, -1, -1, -1, 0, 0, 0, 0};

    static ArrowFormat of(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new RatchetException("'" + file + "' is empty (0 bytes), not an Arrow file.");
        }
        byte[] first = bytes(file, 0, MAGIC.length());
        byte[] last = bytes(file, Math.max(0, size - STREAM_END.length), STREAM_END.length);
        if (Arrays.equals(first, MAGIC.getBytes(StandardCharsets.US_ASCII))) {
            if (new String(last, StandardCharsets.US_ASCII).endsWith(MAGIC)) {
                return FILE;
            }
        } else if (new String(first, StandardCharsets.US_ASCII).startsWith(FEATHER_1)) {
            throw new RatchetException("'" + file + "' is Feather of version 1, which is not read. Write it as"
                    + " version 2, the default of pandas and pyarrow since 2020.");
        } else if (!Arrays.equals(Arrays.copyOf(first, STREAM_BEGIN.length), STREAM_BEGIN)) {
            throw new RatchetException("'" + file + "' is not an Arrow file: it begins neither with " + MAGIC
                    + " nor as a stream." + FileContent.guess(file));
        } else if (Arrays.equals(last, STREAM_END)) {
            return STREAM;
        }
        throw new RatchetException("'" + file + "' is an Arrow file that was cut off: its end is missing. Copy,"
                + " download or write it again.");
    }

    private static byte[] bytes(Path file, long from, int count) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return in.readNBytes(count);
        }
    }
}
