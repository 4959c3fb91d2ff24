/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A file that is read once for both: hashed and sent, a large one in blocks. For one call at a time. */
public final class FileSource {

    /** Below this, sending blocks from another thread costs more than the bytes. */
    private static final int SMALL = 65_536;

    private final Path file;
    private final long size;
    private volatile MessageDigest digest = sha256();

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
        return HexFormat.of().formatHex(digest.digest());
    }

    BodyPublisher publisher(Progress progress) {
        MessageDigest mine = sha256();
        digest = mine;
        if (size == 0) {
            return BodyPublishers.noBody();
        }
        return small(mine)
                .map(BodyPublishers::ofByteArray)
                .orElseGet(() ->
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(mine, progress)), size));
    }

    /** All bytes of a small file; empty for another, and for one that is to fail while it is sent. */
    private Optional<byte[]> small(MessageDigest mine) {
        if (size > SMALL) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                return Optional.empty();
            }
            mine.update(bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private InputStream open(MessageDigest mine, Progress progress) {
        try {
            return new Watched(Files.newInputStream(file), mine, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private final class Watched extends FilterInputStream {

        private final MessageDigest mine;
        private final Progress progress;
        private long sent;

        Watched(InputStream in, MessageDigest mine, Progress progress) {
            super(in);
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
            // A file that grows meanwhile is sent at its first size; its digest then tells.
            int wanted = (int) Math.min(length, size - sent);
            int n = wanted == 0 ? -1 : super.read(bytes, offset, wanted);
            if (n > 0) {
                mine.update(bytes, offset, n);
                sent += n;
                progress.made();
            }
            return n;
        }
    }
}
