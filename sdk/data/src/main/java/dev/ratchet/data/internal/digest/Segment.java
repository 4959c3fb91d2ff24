/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.internal.arrow.Chunk;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * A part of a vector.
 *
 * @param vector the values
 * @param dictionary the texts of categorical values
 * @param from the first row
 * @param length how many rows
 * @param missing how many of them are missing
 */
record Segment(FieldVector vector, @Nullable VarCharVector dictionary, int from, int length, int missing) {

    static Segment of(Chunk chunk, int from, int length) {
        return of(chunk.vector(), chunk.dictionary(), from, length);
    }

    static Segment of(FieldVector vector, @Nullable VarCharVector dictionary, int from, int length) {
        int missing = length == 0 || vector.getNullCount() == 0 ? 0 : count(vector, from, length);
        return new Segment(vector, dictionary, from, length, missing);
    }

    private static int count(FieldVector vector, int from, int length) {
        if (from == 0 && length == vector.getValueCount()) {
            return vector.getNullCount();
        }
        int missing = 0;
        for (int row = from; row < from + length; row++) {
            missing += vector.isNull(row) ? 1 : 0;
        }
        return missing;
    }

    /** Some rows of these; they count as missing where these have missing ones, so that nothing is counted anew. */
    Segment part(int first, int count) {
        return new Segment(vector, dictionary, from + first, count, missing);
    }

    boolean isMissing(int row) {
        return missing > 0 && vector.isNull(from + row);
    }

    ArrowBuf offsets() {
        return vector.getOffsetBuffer();
    }

    /** Where the bytes or elements of a row begin; that of the row behind the last one is their end. */
    int offset(int row) {
        return offsets().getInt((long) (from + row) * Integer.BYTES);
    }
}
