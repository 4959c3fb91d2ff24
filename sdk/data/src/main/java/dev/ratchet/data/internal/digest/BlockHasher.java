/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The digest of one block of one column. Keeps its buffers from block to block; used by one thread. */
final class BlockHasher {

    private static final int LEAF = 0x00;
    private static final int PIECE = 1 << 14;

    private final Sha256 sha = new Sha256();
    private byte[] scratch = new byte[PIECE];
    private boolean sawNaN;

    byte[] hash(DataType type, List<Segment> segments) {
        sawNaN = false;
        sha.byteValue(LEAF).intValue(rows(segments));
        column(type, segments);
        return sha.finish();
    }

    /** Whether a value of the block that was hashed last was NaN. */
    boolean sawNaN() {
        return sawNaN;
    }

    private static int rows(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::length).sum();
    }

    private void column(DataType type, List<Segment> segments) {
        int rows = rows(segments);
        int missing = segments.stream().mapToInt(Segment::missing).sum();
        sha.intValue(missing);
        if (missing > 0) {
            presence(segments, rows);
        }
        switch (type.kind()) {
            case BOOLEAN -> booleans(segments, rows);
            case STRING, BINARY -> {
                lengths(segments, rows);
                segments.forEach(this::bytes);
            }
            case CATEGORICAL -> categories(segments, rows);
            case LIST -> {
                lengths(segments, rows);
                column(type.element(), elements(segments));
            }
            default -> fixed(type, segments);
        }
    }

    private byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        return scratch;
    }

    private byte[] zeros(int length) {
        byte[] zeros = scratch(length);
        Arrays.fill(zeros, 0, length, (byte) 0);
        return zeros;
    }

    private void presence(List<Segment> segments, int rows) {
        byte[] bits = zeros((rows + 7) / 8);
        int at = 0;
        for (Segment segment : segments) {
            Canonical.bits(segment.vector().getValidityBuffer(), segment.from(), segment.length(), bits, at);
            at += segment.length();
        }
        sha.bytes(bits, 0, (rows + 7) / 8);
    }

    private void booleans(List<Segment> segments, int rows) {
        byte[] bits = zeros((rows + 7) / 8);
        int at = 0;
        for (Segment segment : segments) {
            Canonical.bits(segment.vector().getDataBuffer(), segment.from(), segment.length(), bits, at);
            for (int row = 0; segment.missing() > 0 && row < segment.length(); row++) {
                if (segment.isMissing(row)) {
                    bits[(at + row) >>> 3] &= (byte) ~(1 << ((at + row) & 7));
                }
            }
            at += segment.length();
        }
        sha.bytes(bits, 0, (rows + 7) / 8);
    }

    /** In pieces that stay in the nearest cache. */
    private void fixed(DataType type, List<Segment> segments) {
        int width = Canonical.width(type);
        byte[] values = scratch(PIECE);
        int rows = PIECE / width;
        for (Segment segment : segments) {
            for (int row = 0; row < segment.length(); row += rows) {
                Segment piece = segment.part(row, Math.min(rows, segment.length() - row));
                sawNaN |= Canonical.fixed(piece, type, values, 0);
                sha.bytes(values, 0, piece.length() * width);
            }
        }
    }

    private void lengths(List<Segment> segments, int rows) {
        byte[] lengths = scratch(rows * Integer.BYTES);
        int at = 0;
        for (Segment segment : segments) {
            int begin = segment.length() == 0 ? 0 : segment.offset(0);
            for (int row = 0; row < segment.length(); row++) {
                int end = segment.offset(row + 1);
                Canonical.putInt(lengths, at, segment.isMissing(row) ? 0 : end - begin);
                begin = end;
                at += Integer.BYTES;
            }
        }
        sha.bytes(lengths, 0, at);
    }

    /** The bytes of the rows that are not missing; a missing row may have bytes in Arrow, too. */
    private void bytes(Segment segment) {
        for (int[] run : runs(segment)) {
            bytes(segment.vector().getDataBuffer(), run[0], run[1] - run[0]);
        }
    }

    private void bytes(ArrowBuf from, int begin, int length) {
        byte[] piece = scratch(PIECE);
        for (int done = 0; done < length; ) {
            int some = Math.min(PIECE, length - done);
            from.getBytes((long) begin + done, piece, 0, some);
            sha.bytes(piece, 0, some);
            done += some;
        }
    }

    /** From and to of what the rows that are not missing hold, with neighbours joined. */
    private static List<int[]> runs(Segment segment) {
        List<int[]> runs = new ArrayList<>();
        if (segment.length() == 0) {
            return runs;
        }
        if (segment.missing() == 0) {
            runs.add(new int[] {segment.offset(0), segment.offset(segment.length())});
            return runs;
        }
        for (int row = 0; row < segment.length(); row++) {
            int begin = segment.offset(row);
            int end = segment.offset(row + 1);
            if (segment.isMissing(row) || begin == end) {
                continue;
            }
            int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last[1] == begin) {
                last[1] = end;
            } else {
                runs.add(new int[] {begin, end});
            }
        }
        return runs;
    }

    private static List<Segment> elements(List<Segment> lists) {
        List<Segment> elements = new ArrayList<>();
        for (Segment list : lists) {
            FieldVector values = ((ListVector) list.vector()).getDataVector();
            runs(list).forEach(run -> elements.add(Segment.of(values, null, run[0], run[1] - run[0])));
        }
        return elements;
    }

    /** As if the texts stood in the rows. */
    private void categories(List<Segment> segments, int rows) {
        byte[] lengths = new byte[rows * Integer.BYTES];
        int at = 0;
        for (Segment segment : segments) {
            byte[][] texts = texts(Objects.requireNonNull(segment.dictionary()));
            for (int row = 0; row < segment.length(); row++) {
                int length = segment.isMissing(row) ? 0 : texts[code(segment, row)].length;
                Canonical.putInt(lengths, at, length);
                at += Integer.BYTES;
            }
        }
        sha.bytes(lengths);
        for (Segment segment : segments) {
            byte[][] texts = texts(Objects.requireNonNull(segment.dictionary()));
            for (int row = 0; row < segment.length(); row++) {
                if (!segment.isMissing(row)) {
                    sha.bytes(texts[code(segment, row)]);
                }
            }
        }
    }

    private static int code(Segment segment, int row) {
        return ((IntVector) segment.vector()).get(segment.from() + row);
    }

    private static byte[][] texts(VarCharVector dictionary) {
        byte[][] texts = new byte[dictionary.getValueCount()][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = dictionary.get(i);
        }
        return texts;
    }
}
