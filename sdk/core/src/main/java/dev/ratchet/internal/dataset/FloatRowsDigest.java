/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.dataset;

import dev.ratchet.internal.io.FileOps;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest {@code float32-rows-1}: SHA-256 over this, all numbers little-endian:
 *
 * <pre>
 * "float32-rows-1\n"                     ASCII
 * rows                                   int64
 * columns                                int32
 * for each column: length, name          int32, UTF-8
 * the values row by row                  float32
 * 1 and the labels, or 0                 byte, float32 per row
 * 1 and the weights, or 0                byte, float32 per row
 * </pre>
 *
 * <p>Every NaN is {@code 0x7fc00000} and -0.0 is 0.0, so data that scores alike has one digest.
 */
public final class FloatRowsDigest {

    private static final int CHUNK = 16_384;

    private final MessageDigest sha256 = FileOps.sha256();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private FloatRowsDigest() {}

    /** The digest in hexadecimal. */
    public static String of(List<String> names, float[] values, float @Nullable [] labels, float @Nullable [] weights) {
        FloatRowsDigest digest = new FloatRowsDigest();
        digest.header(names, values.length / names.size());
        digest.floats(values);
        digest.optional(labels);
        digest.optional(weights);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void header(List<String> names, long rows) {
        sha256.update("float32-rows-1\n".getBytes(StandardCharsets.US_ASCII));
        flush(chunk.putLong(rows).putInt(names.size()));
        for (String name : names) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            flush(chunk.putInt(utf8.length));
            sha256.update(utf8);
        }
    }

    private void optional(float @Nullable [] values) {
        sha256.update((byte) (values == null ? 0 : 1));
        if (values != null) {
            floats(values);
        }
    }

    private void floats(float[] values) {
        for (int start = 0; start < values.length; start += CHUNK) {
            int end = Math.min(values.length, start + CHUNK);
            for (int i = start; i < end; i++) {
                chunk.putInt(Float.floatToIntBits(values[i] + 0.0f));
            }
            flush(chunk);
        }
    }

    private void flush(ByteBuffer filled) {
        sha256.update(filled.flip());
        filled.clear();
    }
}
