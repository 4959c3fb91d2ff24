/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

import java.util.Objects;

/** Writes the cells of a part of a column one by one. Used by one thread. */
interface RowCells {

    int PRESENT = 1;

    /** Writes 0 for a missing value, else 1 and the canonical bytes of the value. */
    void write(int row, RowBytes to);

    static RowCells of(DataType type, Segment segment) {
        RowCells values = values(type, segment);
        if (segment.missing() == 0) {
            return (row, to) -> {
                to.putByte(PRESENT);
                values.write(row, to);
            };
        }
        return (row, to) -> {
            if (segment.isMissing(row)) {
                to.putByte(0);
            } else {
                to.putByte(PRESENT);
                values.write(row, to);
            }
        };
    }

    private static RowCells values(DataType type, Segment segment) {
        return switch (type.kind()) {
            case BOOLEAN -> {
                BitVector bits = (BitVector) segment.vector();
                yield (row, to) -> to.putByte(bits.get(segment.from() + row));
            }
            case STRING, BINARY ->
                (row, to) -> {
                    int begin = segment.offset(row);
                    int length = segment.offset(row + 1) - begin;
                    to.putInt(length);
                    to.put(segment.vector().getDataBuffer(), begin, length);
                };
            case CATEGORICAL -> categories(segment);
            case LIST -> lists(type, segment);
            default -> fixed(type, segment);
        };
    }

    private static RowCells fixed(DataType type, Segment segment) {
        int width = Canonical.width(type);
        byte[] values = new byte[segment.length() * width];
        Canonical.fixed(segment, type, values, 0);
        return (row, to) -> to.put(values, row * width, width);
    }

    private static RowCells categories(Segment segment) {
        VarCharVector dictionary = Objects.requireNonNull(segment.dictionary());
        byte[][] texts = new byte[dictionary.getValueCount()][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = dictionary.get(i);
        }
        IntVector codes = (IntVector) segment.vector();
        return (row, to) -> {
            byte[] text = texts[codes.get(segment.from() + row)];
            to.putInt(text.length);
            to.put(text, 0, text.length);
        };
    }

    private static RowCells lists(DataType type, Segment segment) {
        if (segment.length() == 0) {
            return (row, to) -> {};
        }
        int first = segment.offset(0);
        int last = segment.offset(segment.length());
        ListVector lists = (ListVector) segment.vector();
        RowCells elements = of(type.element(), Segment.of(lists.getDataVector(), null, first, last - first));
        return (row, to) -> {
            int begin = segment.offset(row);
            int end = segment.offset(row + 1);
            to.putInt(end - begin);
            for (int i = begin; i < end; i++) {
                elements.write(i - first, to);
            }
        };
    }
}
