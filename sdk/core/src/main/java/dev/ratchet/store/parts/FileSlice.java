/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store.parts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * Some bytes of a file, read as they are sent; a value.
 *
 * @param file the file
 * @param offset where the first of the bytes is, from 0
 * @param length how many bytes
 */
public record FileSlice(Path file, long offset, long length) {

    /** The bytes from the first one on, for one attempt; the caller closes the stream. */
    public InputStream open() {
        return open(() -> {});
    }

    /**
     * The bytes from the first one on, for one attempt; the caller closes the stream, which one thread reads.
     *
     * @param moved is called after some bytes were read
     * @throws UncheckedIOException when the file cannot be read
     */
    public InputStream open(Runnable moved) {
        try {
            RandomAccessFile source = new RandomAccessFile(file.toFile(), "r");
            source.seek(offset);
            return new Bounded(source, length, moved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bounded extends FilterInputStream {

        private final RandomAccessFile source;
        private final Runnable moved;
        private long left;

        Bounded(RandomAccessFile source, long length, Runnable moved) {
            super(Channels.newInputStream(source.getChannel()));
            this.source = source;
            this.left = length;
            this.moved = moved;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, left);
            int n = wanted == 0 ? -1 : in.read(bytes, offset, wanted);
            left -= Math.max(0, n);
            moved.run();
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            int skipped = source.skipBytes((int) Math.min(Math.min(n, left), Integer.MAX_VALUE));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
