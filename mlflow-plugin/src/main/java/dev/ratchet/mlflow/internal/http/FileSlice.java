/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * Some bytes of a file, read as they are sent.
 *
 * @param file whose
 * @param offset of the first byte
 * @param length how many
 */
public record FileSlice(Path file, long offset, long length) {

    BodyPublisher publisher(Progress progress) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(progress)), length);
    }

    private InputStream open(Progress progress) {
        try {
            RandomAccessFile source = new RandomAccessFile(file.toFile(), "r");
            source.seek(offset);
            return new Bounded(source, length, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bounded extends FilterInputStream {

        private final RandomAccessFile source;
        private final Progress progress;
        private long left;

        Bounded(RandomAccessFile source, long length, Progress progress) {
            super(Channels.newInputStream(source.getChannel()));
            this.source = source;
            this.left = length;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, left);
            int n = wanted == 0 ? -1 : source.read(bytes, offset, wanted);
            left -= Math.max(0, n);
            progress.made();
            return n;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
