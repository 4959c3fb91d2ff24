/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.TableSchema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks whether the whole numbers of a CSV file are written in digits and signs only. DuckDB may read them itself then:
 * what it reads too generously, 1.5 as 2 and 1e3 as 1000, has other characters. The look takes a fraction of the time
 * that reading texts takes, because it finds no values. Works on bytes, by all cores.
 */
final class PlainNumbers {

    private static final int PIECE = 1 << 22;
    private static final int BUFFER = 1 << 16;
    /** What DuckDB may take for a part of a number beside digits and signs. */
    private static final String GENEROUS = "eExXbBoO";

    private static final byte OTHER = 1;
    private static final byte DELIMITER = 2;
    private static final byte LINE_END = 4;
    private static final byte QUOTE = 8;

    private final byte[] kinds;
    /** For each column {@link #OTHER} where a character of this kind matters, else 0. */
    private final byte[] matters;

    private final boolean onlyNumbers;

    private PlainNumbers(CsvOptions options, TableSchema schema) {
        this.kinds = kinds(options);
        this.matters = new byte[schema.size()];
        for (int i = 0; i < matters.length; i++) {
            matters[i] = schema.type(i).isInteger() ? OTHER : 0;
        }
        this.onlyNumbers =
                schema.fields().stream().allMatch(field -> field.type().isInteger());
    }

    /**
     * Whether each cell of the columns of whole numbers consists of digits, signs and letters of the null texts. A file
     * for which this cannot be told quickly, as one with quotes, has no such cells.
     *
     * @param file not packed
     */
    static boolean only(Path file, CsvOptions options, TableSchema schema) throws IOException {
        boolean any = schema.fields().stream().anyMatch(field -> field.type().isInteger());
        if (!any || options.delimiter() >= 0x80 || options.quote() >= 0x80 || isInNumbers(options.delimiter())) {
            return false;
        }
        PlainNumbers look = new PlainNumbers(options, schema);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<Long> begins = begins(channel);
            return IntStream.range(0, begins.size() - 1)
                    .parallel()
                    .allMatch(i -> look.isPlain(channel, begins.get(i), begins.get(i + 1)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isInNumbers(char c) {
        return (c >= '0' && c <= '9') || c == '+' || c == '-';
    }

    private static byte[] kinds(CsvOptions options) {
        byte[] kinds = new byte[1 << Byte.SIZE];
        String letters = String.join("", options.nullTexts());
        for (int i = 0; i < kinds.length; i++) {
            char c = (char) i;
            boolean letter = Character.isLetter(c) && letters.indexOf(c) >= 0 && GENEROUS.indexOf(c) < 0;
            kinds[i] = isInNumbers(c) || (c < 0x80 && letter) ? 0 : OTHER;
        }
        kinds['\n'] = LINE_END;
        kinds['\r'] = LINE_END;
        kinds[options.quote()] = QUOTE;
        kinds[options.delimiter()] = DELIMITER;
        return kinds;
    }

    /** Where pieces begin, each with a line, the first one behind the header; at last the end of the file. */
    private static List<Long> begins(FileChannel channel) throws IOException {
        List<Long> begins = new ArrayList<>();
        long size = channel.size();
        for (long at = 0; at < size; at = Math.max(at + PIECE, begins.get(begins.size() - 1))) {
            begins.add(behindLine(channel, at));
        }
        begins.add(size);
        return begins;
    }

    private static long behindLine(FileChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        for (long at = from; channel.read(bytes.clear(), at) > 0; at += bytes.limit()) {
            bytes.flip();
            for (int i = 0; i < bytes.limit(); i++) {
                if (bytes.get(i) == '\n') {
                    return at + i + 1;
                }
            }
        }
        return channel.size();
    }

    private boolean isPlain(FileChannel channel, long from, long to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        byte[] bytes = buffer.array();
        int column = 0;
        try {
            for (long at = from; at < to; ) {
                buffer.clear().limit((int) Math.min(BUFFER, to - at));
                int length = channel.read(buffer, at);
                if (length <= 0) {
                    return false;
                }
                column = look(bytes, length, column);
                if (column < 0) {
                    return false;
                }
                at += length;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The column behind the bytes; -1 where one is not plain. */
    private int look(byte[] bytes, int length, int begin) {
        byte[] kind = kinds;
        int found = 0;
        if (onlyNumbers) {
            for (int i = 0; i < length; i++) {
                found |= kind[bytes[i] & 0xFF];
            }
            return (found & (OTHER | QUOTE)) == 0 ? 0 : -1;
        }
        byte[] matter = matters;
        int column = begin;
        for (int i = 0; i < length; i++) {
            if (column >= matter.length) {
                return -1;
            }
            // Without a branch for each delimiter, which the processor could not foresee.
            int one = kind[bytes[i] & 0xFF];
            found |= one & (matter[column] | QUOTE);
            int isDelimiter = one >>> 1 & 1;
            int isLineEnd = one >>> 2 & 1;
            column = (column + isDelimiter) & (isLineEnd - 1);
        }
        return found == 0 ? column : -1;
    }
}
