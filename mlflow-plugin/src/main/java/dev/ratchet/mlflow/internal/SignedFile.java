/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.FileRange;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.SignedUrl;
import dev.ratchet.store.parts.PartThreads;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A file at a storage, which comes in ranges, several at once, by an address that may become too old meanwhile. */
final class SignedFile {

    private static final int FORBIDDEN = 403;

    /** How often an address is asked for when the storage does not take it, mostly because it is too old. */
    private static final int MOST_ADDRESSES = 3;

    private final SignedTransport storage;
    private final Supplier<Optional<Signed>> ask;
    private final String shown;
    private Signed current;
    private int asked = 1;

    /**
     * What a server says of a file.
     *
     * @param url where its bytes are
     * @param size how many
     */
    record Signed(SignedUrl url, long size) {}

    /**
     * A file that is there.
     *
     * @param first what the server has said of it
     * @param ask what it says now
     * @param shown the file, for people
     */
    SignedFile(SignedTransport storage, Signed first, Supplier<Optional<Signed>> ask, String shown) {
        this.storage = storage;
        this.current = first;
        this.ask = ask;
        this.shown = shown;
    }

    /** Gets all of it. */
    void fetch(Path part, long rangeSize, PartThreads threads) {
        long size = current().size();
        allocate(part, size);
        List<Runnable> ranges = new ArrayList<>();
        for (long at = 0; at < size; at += rangeSize) {
            FileRange range = new FileRange(part, at, Math.min(size, at + rangeSize));
            ranges.add(() -> fetch(range));
        }
        if (ranges.size() == 1) {
            ranges.get(0).run();
        } else {
            threads.run(ranges);
        }
    }

    /** So that the ranges can come in any order. */
    private static void allocate(Path part, long size) {
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(size);
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + part + ": " + e, e);
        }
    }

    private void fetch(FileRange range) {
        while (true) {
            SignedUrl url = current().url();
            Answer answer = storage.get(url, range);
            if (answer.isSuccess()) {
                return;
            }
            if (answer.status() != FORBIDDEN || !renew(url)) {
                throw new RefusedException("The storage of the server does not give " + shown + " (HTTP "
                        + answer.status() + ", " + SignedTransport.code(answer)
                        + "). Its credentials are the server's: look there; or set"
                        + " MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD=false, so that files come through the server.");
            }
        }
    }

    private synchronized Signed current() {
        return current;
    }

    /** Whether there is another address than the one that was not taken. */
    private synchronized boolean renew(SignedUrl refused) {
        if (!current.url().equals(refused)) {
            return true;
        }
        if (asked == MOST_ADDRESSES) {
            return false;
        }
        asked++;
        long size = current.size();
        current = ask.get()
                .filter(signed -> signed.size() == size)
                .orElseThrow(() ->
                        new RatchetException(shown + " was replaced while it was downloaded. Download it again."));
        return true;
    }
}
