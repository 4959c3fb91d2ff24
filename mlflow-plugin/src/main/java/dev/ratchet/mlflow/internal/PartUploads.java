/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.SignedUrl;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.parts.FileSlice;
import dev.ratchet.store.parts.PartThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Large files in parts to a server's storage: the server gives a signed address for each part, and puts them together. */
final class PartUploads {

    private static final Logger LOG = LoggerFactory.getLogger(PartUploads.class);

    /** How often signed addresses are asked for when the storage does not take them, mostly because they are too old. */
    private static final int MOST_BEGINNINGS = 3;

    private static final Duration ABORT_LIMIT = Duration.ofSeconds(10);

    private final Transport transport;
    private final SignedTransport storage;
    private final StorageOffer offer;
    private final PartThreads threads;

    PartUploads(Transport transport, SignedTransport storage, StorageOffer offer, PartThreads threads) {
        this.transport = transport;
        this.storage = storage;
        this.offer = offer;
        this.threads = threads;
    }

    /** An upload that the server has begun. */
    private record Begun(String id, List<SignedUrl> urls) {}

    /** What the storage did not take. */
    private static final class NotTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotTakenException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Puts a large file.
     *
     * @param place below the server's artifacts
     * @param sha256 what its bytes must be; empty for any
     * @return its digests; empty where it must go through the server
     */
    Optional<PartDigests> put(String place, Path file, String sha256) {
        long size = size(file);
        if (size < offer.settings().sizes().uploadMinimum() || !place.contains("/") || !offer.uploads()) {
            return Optional.empty();
        }
        long partSize = offer.settings().sizes().uploadPart(size);
        PartDigests digests = PartDigests.of(file, place, partSize);
        if (!sha256.isEmpty() && !digests.sha256().equals(sha256)) {
            throw FileDigest.changed(file, sha256);
        }
        for (int beginning = 1; ; beginning++) {
            Optional<Begun> begun = begin(place, digests.md5().size());
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            try {
                send(place, file, partSize, digests, begun.get());
                return Optional.of(digests);
            } catch (SignedTransport.UnreachableException e) {
                offer.endUploads(e.getMessage() + ".");
                return Optional.empty();
            } catch (NotTakenException e) {
                if (beginning == MOST_BEGINNINGS) {
                    throw new RefusedException("The storage of " + transport.server() + " does not take '" + place
                            + "': " + e.getMessage() + ". Its credentials are the server's: look there; or set"
                            + " MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD=false, so that files go through the server.");
                }
                LOG.debug("Beginning the upload of '{}' again: {}", place, e.getMessage());
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // What is wrong with it is said where it is read.
            return 0;
        }
    }

    private Optional<Begun> begin(String place, int parts) {
        Call call = Call.post(Api.PARTS_CREATE + below(place), body(place).put("num_parts", parts));
        Answer answer = transport.exchange(call);
        if (StorageOffer.isNotOffered(answer)) {
            offer.endUploads("it has no parts to offer (HTTP " + answer.status() + ").");
            return Optional.empty();
        }
        JsonNode begun = transport.json(call, answer);
        List<SignedUrl> urls = new ArrayList<>();
        for (JsonNode credential : begun.path("credentials")) {
            urls.add(SignedUrls.of(transport, credential, "url"));
        }
        String id = begun.path("upload_id").asText("");
        if (urls.size() != parts) {
            abort(place, id);
            throw new RatchetException("The server at " + transport.server() + " gave " + urls.size()
                    + " addresses for the " + parts + " parts of '" + place + "'.");
        }
        return Optional.of(new Begun(id, urls));
    }

    private void send(String place, Path file, long partSize, PartDigests digests, Begun begun) {
        Map<Integer, String> etags = new ConcurrentHashMap<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < begun.urls().size(); i++) {
            int index = i;
            long offset = index * partSize;
            FileSlice slice = new FileSlice(file, offset, Math.min(partSize, digests.size() - offset));
            tasks.add(() -> etags.put(
                    index, put(begun.urls().get(index), slice, digests.md5().get(index))));
        }
        boolean complete = false;
        try {
            threads.run(tasks);
            complete(place, begun, etags, digests.size());
            complete = true;
        } finally {
            if (!complete) {
                abort(place, begun.id());
            }
        }
    }

    private String put(SignedUrl url, FileSlice slice, String md5) {
        Answer answer = storage.put(url, slice, md5);
        if (answer.isSuccess()) {
            return answer.header("ETag");
        }
        String code = SignedTransport.code(answer);
        if (code.equals("BadDigest") || code.equals("InvalidDigest")) {
            throw new RefusedException(
                    "The file " + slice.file() + " was changed while it was uploaded. Log it again.");
        }
        throw new NotTakenException("HTTP " + answer.status() + (code.isEmpty() ? "" : ", " + code));
    }

    private void complete(String place, Begun begun, Map<Integer, String> etags, long size) {
        ObjectNode body = body(place).put("upload_id", begun.id());
        ArrayNode parts = body.putArray("parts");
        for (int i = 0; i < begun.urls().size(); i++) {
            parts.addObject()
                    .put("part_number", i + 1)
                    .put("etag", Objects.requireNonNullElse(etags.get(i), ""))
                    // The server takes the name of the part from it on storage that names parts.
                    .put("url", begun.urls().get(i).uri().toString());
        }
        Call call = Call.post(Api.PARTS_COMPLETE + below(place), body).withFinal(500);
        Answer answer = transport.exchange(call);
        // A second request after a lost answer finds no upload any more; the file then is there.
        if (!answer.isSuccess() && !(answer.attempts() > 1 && kept(place) == size)) {
            throw transport.toException(call, answer);
        }
    }

    private long kept(String place) {
        JsonNode listed = transport.json(Call.get(Api.ARTIFACTS + Urls.query("path", folder(place))));
        for (JsonNode file : listed.path("files")) {
            String path = Fields.text(file, "path");
            if (path.substring(path.lastIndexOf('/') + 1).equals(name(place))) {
                return Fields.number(file, "file_size");
            }
        }
        return -1;
    }

    /** So that nobody pays for parts which will never be a file. */
    private void abort(String place, String id) {
        boolean interrupted = Thread.interrupted();
        try {
            transport.exchangeOnce(
                    Call.post(Api.PARTS_ABORT + below(place), body(place).put("upload_id", id)), ABORT_LIMIT);
        } catch (RatchetException e) {
            LOG.debug("The upload of '{}' that failed could not be thrown away: {}", place, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ObjectNode body(String place) {
        return JsonText.object().put("path", name(place));
    }

    private static String below(String place) {
        return "/" + Urls.encodePath(folder(place));
    }

    private static String folder(String place) {
        return place.substring(0, place.lastIndexOf('/'));
    }

    private static String name(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
