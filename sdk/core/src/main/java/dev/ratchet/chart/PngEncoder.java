/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Pixels as a PNG file of 24-bit colours (W3C Portable Network Graphics, second edition, 2003). The JDK's writer tries five
 * filters on every row, which takes longer than drawing the chart; rows of a chart are mostly like the row above, so one
 * filter does.
 */
final class PngEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS_A_COLOUR = 8;
    private static final int RED_GREEN_BLUE = 2;
    private static final byte DIFFERENCE_TO_THE_ROW_ABOVE = 2;
    private static final int LITTLE_COMPRESSION = 2;
    private static final int BUFFER = 1 << 16;

    private PngEncoder() {}

    /** Encodes rows of pixels, each 0xRRGGBB. */
    static byte[] encode(int[] pixels, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        writeChunk(out, "IHDR", header(width, height));
        writeChunk(out, "IDAT", deflated(pixels, width, height));
        writeChunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] header(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {BITS_A_COLOUR, RED_GREEN_BLUE, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] deflated(int[] pixels, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(LITTLE_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER)) {
            byte[] row = new byte[1 + 3 * width];
            row[0] = DIFFERENCE_TO_THE_ROW_ABOVE;
            for (int y = 0; y < height; y++) {
                subtractRowAbove(pixels, y, width, row);
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** Above the first row everything is 0. */
    private static void subtractRowAbove(int[] pixels, int y, int width, byte[] row) {
        int start = y * width;
        int above = start - width;
        if (y > 0 && Arrays.equals(pixels, start, start + width, pixels, above, start)) {
            Arrays.fill(row, 1, row.length, (byte) 0);
            return;
        }
        for (int x = 0, to = 1; x < width; x++) {
            int pixel = pixels[start + x];
            int before = y == 0 ? 0 : pixels[above + x];
            row[to++] = (byte) ((pixel >> 16) - (before >> 16));
            row[to++] = (byte) ((pixel >> 8) - (before >> 8));
            row[to++] = (byte) (pixel - before);
        }
    }

    private static void writeChunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
