/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * SHA-256 of blocks that are sent at the same time, by another thread when there are several of them: on one core the digest
 * takes about as long as sending does. For one thread.
 */
final class Hashing {

    private static final int BLOCK = 1 << 18;
    /** One that is read or sent, and one that is hashed meanwhile. */
    private static final int BLOCKS = 2;

    private final MessageDigest digest = sha256();
    private final byte[][] blocks = new byte[BLOCKS][];
    private final CompletableFuture<?>[] hashed = new CompletableFuture<?>[BLOCKS];
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private int next;

    /** A block to fill, which nobody reads any more. */
    byte[] free() {
        CompletableFuture<?> busy = hashed[next];
        if (busy != null) {
            busy.join();
        }
        if (blocks[next] == null) {
            blocks[next] = new byte[BLOCK];
        }
        return blocks[next];
    }

    /** Adds the first bytes of a block, which is not to change until {@link #free} gives it again. */
    void add(byte[] block, int count) {
        last = last.thenRunAsync(() -> digest.update(block, 0, count), FileThreads.EXECUTOR);
        hashed[next] = last;
        next = (next + 1) % BLOCKS;
    }

    /** Adds all of a small file, which would be hashed here before another thread had begun. */
    void addHere(byte[] bytes) {
        digest.update(bytes);
    }

    /** The digest of all; nothing can be added any more. */
    String sha256Hex() {
        last.join();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
