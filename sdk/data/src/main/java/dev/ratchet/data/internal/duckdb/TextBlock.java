/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import org.apache.arrow.vector.VarCharVector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A copy of a vector of texts in Java's memory, whose cells are read without a check and an array for each. Used by one thread. */
final class TextBlock {

    private int rows;
    private boolean complete;
    private int[] offsets = {0};
    private byte[] bytes = {};
    /** A bit for each value that is there, unless all are. */
    private byte[] present = {};

    /** Takes the texts of a vector in place of what was here. */
    void take(VarCharVector texts) {
        rows = texts.getValueCount();
        if (offsets.length <= rows) {
            offsets = new int[rows + 1];
            present = new byte[(rows + 7) / 8];
        }
        if (rows > 0) {
            ByteBuffer from = texts.getOffsetBuffer().nioBuffer(0, (rows + 1) * Integer.BYTES);
            from.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(offsets, 0, rows + 1);
            int length = offsets[rows] - offsets[0];
            if (bytes.length < length) {
                bytes = new byte[Math.max(length, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
            }
            texts.getDataBuffer().getBytes(offsets[0], bytes, 0, length);
        }
        complete = texts.getNullCount() == 0;
        if (!complete) {
            texts.getValidityBuffer().getBytes(0, present, 0, (rows + 7) / 8);
        }
    }

    int rows() {
        return rows;
    }

    boolean isMissing(int row) {
        return !complete && (present[row >>> 3] >>> (row & 7) & 1) == 0;
    }

    int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    String text(int row) {
        return new String(bytes, offsets[row] - offsets[0], length(row), StandardCharsets.UTF_8);
    }

    /**
     * The text as a whole number.
     *
     * @throws NumberFormatException when it is none
     */
    long whole(int row) {
        int from = offsets[row] - offsets[0];
        int to = offsets[row + 1] - offsets[0];
        if (from == to) {
            throw new NumberFormatException("");
        }
        boolean negative = bytes[from] == '-';
        int at = to - from > 1 && (negative || bytes[from] == '+') ? from + 1 : from;
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(text(row));
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }
}
