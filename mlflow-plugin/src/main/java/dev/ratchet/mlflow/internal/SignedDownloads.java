/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.FileRange;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.SignedUrl;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files from a server's storage: the server gives a signed address, and the bytes come in ranges, several at once. */
final class SignedDownloads {

    private static final int FORBIDDEN = 403;

    /** How often an address is asked for when the storage does not take it, mostly because it is too old. */
    private static final int MOST_ADDRESSES = 3;

    private final Transport transport;
    private final SignedTransport storage;
    private final StorageOffer offer;
    private final PartThreads threads;

    SignedDownloads(Transport transport, SignedTransport storage, StorageOffer offer, PartThreads threads) {
        this.transport = transport;
        this.storage = storage;
        this.offer = offer;
        this.threads = threads;
    }

    /** A file at the storage. */
    private record Signed(SignedUrl url, long size) {}

    /**
     * Gets a file.
     *
     * @param place below the server's artifacts
     * @param part where the bytes go
     * @return false where it must come through the server
     */
    boolean fetch(String root, String path, String place, Path part) {
        if (!offer.downloads()) {
            return false;
        }
        Optional<Signed> signed = ask(root, path, place);
        if (signed.isEmpty()) {
            return false;
        }
        long size = signed.get().size();
        allocate(part, size);
        Address address = new Address(root, path, place, signed.get());
        List<Runnable> ranges = new ArrayList<>();
        for (long at = 0; at < size; at += offer.settings().downloadPart()) {
            FileRange range =
                    new FileRange(part, at, Math.min(size, at + offer.settings().downloadPart()));
            ranges.add(() -> address.fetch(range));
        }
        try {
            if (ranges.size() == 1) {
                ranges.get(0).run();
            } else {
                threads.run(ranges);
            }
            return true;
        } catch (SignedTransport.UnreachableException e) {
            offer.endDownloads(e.getMessage() + ".");
            return false;
        }
    }

    private Optional<Signed> ask(String root, String path, String place) {
        Call call = Call.get(Api.PRESIGNED + "/" + Urls.encodePath(place));
        Answer answer = transport.exchange(call);
        if (StorageOffer.isNotOffered(answer)) {
            offer.endDownloads("it has no addresses of its storage to offer (HTTP " + answer.status() + ").");
            return Optional.empty();
        }
        if (answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            throw notFound(transport, root, path);
        }
        JsonNode json = transport.json(call, answer);
        return json.path("file_size").isIntegralNumber()
                ? Optional.of(new Signed(
                        SignedUrls.of(transport, json, "url"),
                        json.path("file_size").asLong()))
                : Optional.empty();
    }

    static NotFoundException notFound(Transport transport, String root, String path) {
        return new NotFoundException(
                "There is no file '" + path + "' below " + root + " on " + transport.server() + ".");
    }

    /** So that the ranges can come in any order. */
    private static void allocate(Path part, long size) {
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(size);
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + part + ": " + e, e);
        }
    }

    /** The address of one file that all of its ranges use, until it is too old. */
    private final class Address {

        private final String root;
        private final String path;
        private final String place;
        private Signed current;
        private int asked = 1;

        Address(String root, String path, String place, Signed first) {
            this.root = root;
            this.path = path;
            this.place = place;
            this.current = first;
        }

        void fetch(FileRange range) {
            while (true) {
                SignedUrl url = url();
                Answer answer = storage.get(url, range);
                if (answer.isSuccess()) {
                    return;
                }
                String what = "HTTP " + answer.status() + ", " + SignedTransport.code(answer);
                if (answer.status() != FORBIDDEN || !renew(url)) {
                    throw new RefusedException("The storage of " + transport.server() + " does not give '" + path
                            + "' (" + what + "). Its credentials are the server's: look there; or set"
                            + " MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD=false, so that files come through the server.");
                }
            }
        }

        private synchronized SignedUrl url() {
            return current.url();
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
            current = ask(root, path, place)
                    .filter(signed -> signed.size() == size)
                    .orElseThrow(() -> new RatchetException("'" + path + "' below " + root
                            + " was replaced while it was downloaded. Download it again."));
            return true;
        }
    }
}
