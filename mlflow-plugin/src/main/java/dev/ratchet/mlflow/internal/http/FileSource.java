/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is read once for both: hashed and sent, a large one in blocks. For one call at a time. */
public final class FileSource {

    /** Below this, sending blocks from another thread costs more than the bytes. */
    private static final int SMALL = 65_536;

    private final Path file;
    private final long size;
    private volatile Hashing hashing = new Hashing();

    /**
     * A source of a file's bytes.
     *
     * @throws IOException when the file cannot be read
     */
    public FileSource(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
    }

    /** The file's size when the source was made; as much is sent, or the call fails. */
    public long size() {
        return size;
    }

    /** SHA-256 of what the last attempt sent. */
    public String sha256Hex() {
        return hashing.sha256Hex();
    }

    BodyPublisher publisher(Progress progress) {
        Hashing mine = new Hashing();
        hashing = mine;
        if (size == 0) {
            return BodyPublishers.noBody();
        }
        return small(mine)
                .map(BodyPublishers::ofByteArray)
                .orElseGet(() ->
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(mine, progress)), size));
    }

    /** All bytes of a small file; empty for another, and for one that is to fail while it is sent. */
    private Optional<byte[]> small(Hashing mine) {
        if (size > SMALL) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                return Optional.empty();
            }
            mine.addHere(bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private InputStream open(Hashing mine, Progress progress) {
        try {
            return new Watched(Files.newInputStream(file), mine, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads blocks ahead; while one is sent, another thread hashes it. */
    private final class Watched extends InputStream {

        private final InputStream in;
        private final Hashing mine;
        private final Progress progress;
        private long left = size;
        private byte[] block = {};
        private int at;
        private int end;

        Watched(InputStream in, Hashing mine, Progress progress) {
            this.in = in;
            this.mine = mine;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at == end && !fill()) {
                return -1;
            }
            int n = Math.min(length, end - at);
            System.arraycopy(block, at, bytes, offset, n);
            at += n;
            progress.made();
            return n;
        }

        /** A file that grows meanwhile is sent at its first size; its digest then tells. */
        private boolean fill() throws IOException {
            block = mine.free();
            at = 0;
            end = in.readNBytes(block, 0, (int) Math.min(block.length, left));
            left -= end;
            mine.add(block, end);
            return end > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
