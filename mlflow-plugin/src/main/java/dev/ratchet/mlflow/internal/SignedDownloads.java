/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.NotFoundException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.parts.PartThreads;

import java.nio.file.Path;
import java.util.Optional;

/** Files from a server's storage: the server gives a signed address, and the bytes come in ranges, several at once. */
final class SignedDownloads {

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

    /** Whether it is not known yet that files must come through the server. */
    boolean mayFetch() {
        return offer.downloads();
    }

    /**
     * Gets a file.
     *
     * @param place below the server's artifacts
     * @param part where the bytes go
     * @return false where it must come through the server
     */
    boolean fetch(String root, String path, String place, Path part) {
        Optional<SignedFile.Signed> signed = ask(root, path, place);
        if (signed.isEmpty()) {
            return false;
        }
        try {
            new SignedFile(storage, signed.get(), () -> ask(root, path, place), "'" + path + "' below " + root)
                    .fetch(part, offer.settings().sizes().downloadPart(), threads);
            return true;
        } catch (SignedTransport.UnreachableException e) {
            offer.endDownloads(e.getMessage() + ".");
            return false;
        }
    }

    private Optional<SignedFile.Signed> ask(String root, String path, String place) {
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
                ? Optional.of(new SignedFile.Signed(
                        SignedUrls.of(transport, json, "url"),
                        json.path("file_size").asLong()))
                : Optional.empty();
    }

    static NotFoundException notFound(Transport transport, String root, String path) {
        return new NotFoundException(
                "There is no file '" + path + "' below " + root + " on " + transport.server() + ".");
    }
}
