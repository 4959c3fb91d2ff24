/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.store.parts.FileSlice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A file that is read once for both: hashed and sent. For one call at a time. */
public final class FileSource {

    /** Below this, sending blocks from another thread costs more than the bytes. */
    private static final int SMALL = 65_536;

    /** From here on a connection of its own for the file is worth it. */
    private static final int LARGE = 1 << 24;

    /** It is still in the processor's cache when it has been hashed and is sent. */
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final long size;
    private final FileSlice all;
    private volatile MessageDigest digest = sha256();

    /**
     * A source of a file's bytes.
     *
     * @throws IOException when the file cannot be read
     */
    public FileSource(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
        // One that grows meanwhile is sent at its first size; its digest then tells.
        this.all = new FileSlice(file, 0, size);
    }

    /** The file's size when the source was made; as much is sent, or the call fails. */
    public long size() {
        return size;
    }

    boolean isLarge() {
        return size >= LARGE;
    }

    /** SHA-256 of what the last attempt sent; to be asked for once. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    BodyPublisher publisher(Progress progress) {
        if (size == 0) {
            digest = sha256();
            return BodyPublishers.noBody();
        }
        return small().map(BodyPublishers::ofByteArray)
                .orElseGet(() ->
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(progress::made)), size));
    }

    /** All bytes of a small file; empty for another, and for one that is to fail while it is sent. */
    private Optional<byte[]> small() {
        if (size > SMALL) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                return Optional.empty();
            }
            MessageDigest mine = sha256();
            mine.update(bytes);
            digest = mine;
            return Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends all of it.
     *
     * @param moved is called before each block is sent; may throw to end it
     */
    void writeTo(OutputStream out, Runnable moved) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = open(moved)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
            }
        }
    }

    /** For one attempt, which is hashed from its beginning. */
    private InputStream open(Runnable moved) {
        MessageDigest mine = sha256();
        digest = mine;
        return new DigestInputStream(all.open(moved), mine);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
