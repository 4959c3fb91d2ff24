/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

import java.util.Arrays;
import java.util.Objects;

/**
 * The cells of a part of a column, as rows have them: 0 for a missing value, else 1 and the canonical bytes of the value.
 * Many rows at a time, because a call for each cell takes longer than its bytes. Used by one thread.
 */
abstract class RowCells {

    private static final byte PRESENT = 1;

    private final Segment segment;

    private RowCells(Segment segment) {
        this.segment = segment;
    }

    static RowCells of(DataType type, Segment segment) {
        return switch (type.kind()) {
            case BOOLEAN -> new Booleans(segment);
            case STRING, BINARY -> new Texts(segment);
            case CATEGORICAL -> new Categories(segment);
            case LIST -> new Lists(type, segment);
            default -> new Fixed(type, segment);
        };
    }

    /** Adds to each length the bytes that the cell of a row takes. */
    final void lengths(int from, int count, int[] lengths) {
        for (int i = 0; i < count; i++) {
            lengths[i] += segment.isMissing(from + i) ? 1 : 1 + length(from + i);
        }
    }

    /** Writes the cell of each row to its place, which is moved behind it. */
    final void write(int from, int count, byte[] to, int[] at) {
        if (segment.missing() == 0) {
            writeAll(from, count, to, at);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (segment.isMissing(from + i)) {
                to[at[i]++] = 0;
            } else {
                to[at[i]++] = PRESENT;
                at[i] = value(from + i, to, at[i]);
            }
        }
    }

    /** As {@link #write} where no value is missing. */
    void writeAll(int from, int count, byte[] to, int[] at) {
        for (int i = 0; i < count; i++) {
            to[at[i]++] = PRESENT;
            at[i] = value(from + i, to, at[i]);
        }
    }

    final Segment segment() {
        return segment;
    }

    /** The bytes of the value of a row that is not missing. */
    abstract int length(int row);

    /** Writes a value; returns where it ends. */
    abstract int value(int row, byte[] to, int at);

    private static int copy(ArrowBuf from, int begin, int length, byte[] to, int at) {
        Canonical.putInt(to, at, length);
        from.getBytes(begin, to, at + Integer.BYTES, length);
        return at + Integer.BYTES + length;
    }

    private static final class Booleans extends RowCells {

        private final BitVector bits;

        Booleans(Segment segment) {
            super(segment);
            this.bits = (BitVector) segment.vector();
        }

        @Override
        int length(int row) {
            return 1;
        }

        @Override
        int value(int row, byte[] to, int at) {
            to[at] = (byte) bits.get(segment().from() + row);
            return at + 1;
        }
    }

    private static final class Texts extends RowCells {

        Texts(Segment segment) {
            super(segment);
        }

        @Override
        int length(int row) {
            return Integer.BYTES + segment().offset(row + 1) - segment().offset(row);
        }

        @Override
        int value(int row, byte[] to, int at) {
            int begin = segment().offset(row);
            return copy(segment().vector().getDataBuffer(), begin, segment().offset(row + 1) - begin, to, at);
        }
    }

    private static final class Categories extends RowCells {

        private final byte[][] texts;
        private final IntVector codes;

        Categories(Segment segment) {
            super(segment);
            VarCharVector dictionary = Objects.requireNonNull(segment.dictionary());
            this.texts = new byte[dictionary.getValueCount()][];
            Arrays.setAll(texts, dictionary::get);
            this.codes = (IntVector) segment.vector();
        }

        private byte[] text(int row) {
            return texts[codes.get(segment().from() + row)];
        }

        @Override
        int length(int row) {
            return Integer.BYTES + text(row).length;
        }

        @Override
        int value(int row, byte[] to, int at) {
            byte[] text = text(row);
            Canonical.putInt(to, at, text.length);
            System.arraycopy(text, 0, to, at + Integer.BYTES, text.length);
            return at + Integer.BYTES + text.length;
        }
    }

    private static final class Lists extends RowCells {

        private final RowCells elements;
        private final int first;
        private final int[] one = new int[1];

        Lists(DataType type, Segment segment) {
            super(segment);
            this.first = segment.length() == 0 ? 0 : segment.offset(0);
            int last = segment.length() == 0 ? 0 : segment.offset(segment.length());
            ListVector lists = (ListVector) segment.vector();
            this.elements = of(type.element(), Segment.of(lists.getDataVector(), null, first, last - first));
        }

        @Override
        int length(int row) {
            one[0] = Integer.BYTES;
            for (int i = segment().offset(row); i < segment().offset(row + 1); i++) {
                elements.lengths(i - first, 1, one);
            }
            return one[0];
        }

        @Override
        int value(int row, byte[] to, int at) {
            int begin = segment().offset(row);
            int end = segment().offset(row + 1);
            Canonical.putInt(to, at, end - begin);
            one[0] = at + Integer.BYTES;
            for (int i = begin; i < end; i++) {
                elements.write(i - first, 1, to, one);
            }
            return one[0];
        }
    }

    private static final class Fixed extends RowCells {

        private static final int WINDOW = 512;

        private final DataType type;
        private final int width;
        private final byte[] values;
        private int begin;
        private int end;

        Fixed(DataType type, Segment segment) {
            super(segment);
            this.type = type;
            this.width = Canonical.width(type);
            this.values = new byte[Math.min(WINDOW, segment.length()) * width];
        }

        /** Where the canonical bytes of a row are; of a window of rows, which is moved on. */
        private int at(int row) {
            if (row < begin || row >= end) {
                begin = row;
                end = Math.min(segment().length(), row + values.length / width);
                Canonical.fixed(segment().part(begin, end - begin), type, values, 0);
            }
            return (row - begin) * width;
        }

        @Override
        int length(int row) {
            return width;
        }

        @Override
        int value(int row, byte[] to, int at) {
            System.arraycopy(values, at(row), to, at, width);
            return at + width;
        }

        @Override
        void writeAll(int from, int count, byte[] to, int[] at) {
            int first = at(from);
            if (from + count > end || (width != Integer.BYTES && width != Long.BYTES)) {
                super.writeAll(from, count, to, at);
            } else if (width == Integer.BYTES) {
                for (int i = 0; i < count; i++) {
                    int place = at[i];
                    to[place] = PRESENT;
                    Canonical.putInt(to, place + 1, Canonical.getInt(values, first + i * Integer.BYTES));
                    at[i] = place + 1 + Integer.BYTES;
                }
            } else {
                for (int i = 0; i < count; i++) {
                    int place = at[i];
                    to[place] = PRESENT;
                    Canonical.putLong(to, place + 1, Canonical.getLong(values, first + i * Long.BYTES));
                    at[i] = place + 1 + Long.BYTES;
                }
            }
        }
    }
}
