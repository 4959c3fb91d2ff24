/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.FileSource;
import dev.ratchet.mlflow.internal.http.HttpSettings;
import dev.ratchet.mlflow.internal.http.PartFile;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.parts.PartThreads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Files that an MLflow server passes on to where it keeps them. */
final class ProxiedArtifacts implements ArtifactStore, AutoCloseable {

    /** From here on a listing costs little beside the upload. */
    private static final long SIZE_WORTH_A_LISTING = 1_048_576;

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Transport transport;
    private final SignedTransport storage;
    private final PartThreads threads;
    private final PartUploads parts;
    private final SignedDownloads signed;
    private final SignedRoots roots;

    ProxiedArtifacts(Transport transport, StoreSettings settings) {
        this.transport = transport;
        StorageOffer offer = new StorageOffer(transport, MultipartSettings.of(settings));
        this.storage = new SignedTransport(settings, HttpSettings.of(settings));
        this.threads = new PartThreads(transport.parallelTransfers(), "ratchet-mlflow-part");
        this.parts = new PartUploads(transport, storage, offer, threads);
        this.signed = new SignedDownloads(transport, storage, offer, threads);
        this.roots = new SignedRoots(transport, storage, offer, threads);
    }

    /** The store of roots that the server does not pass on and may sign addresses of. */
    SignedRoots signedRoots() {
        return roots;
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        Optional<PartDigests> inParts = parts.put(filePath(root, path), file, sha256);
        if (inParts.isPresent()) {
            checkSizes(root, Map.of(path, inParts.get().size()));
            return;
        }
        FileSource sent = send(root, path, file);
        if (!sent.sha256Hex().equals(sha256)) {
            throw new RefusedException("The bytes of " + file + " are not those with SHA-256 " + sha256
                    + "; the file was changed. What was put at '" + path + "' is not to be used.");
        }
        checkSizes(root, Map.of(path, sent.size()));
    }

    @Override
    public String put(String root, String path, Path file) {
        return parts.put(filePath(root, path), file, "")
                .map(PartDigests::sha256)
                .orElseGet(() -> send(root, path, file).sha256Hex());
    }

    @Override
    public void checkPath(String root, String path) {
        filePath(root, path);
    }

    private FileSource send(String root, String path, Path file) {
        String place = filePath(root, path);
        FileSource source;
        try {
            source = new FileSource(file);
        } catch (IOException e) {
            throw FileDigest.unreadable(file, path, e);
        }
        Call call = Call.put(Api.ARTIFACTS + "/" + Urls.encodePath(place), source);
        Answer answer = transport.exchange(call);
        if (!answer.isSuccess()) {
            throw transport.toException(call, answer);
        }
        return source;
    }

    /** Holds what the server has kept against what was put, with one request for each folder of large files. */
    private void checkSizes(String root, Map<String, Long> sizes) {
        Set<String> folders = new TreeSet<>();
        sizes.forEach((path, size) -> {
            if (size >= SIZE_WORTH_A_LISTING) {
                folders.add(folderOf(path));
            }
        });
        for (String folder : folders) {
            for (ArtifactRecord entry : list(root, folder)) {
                Long size = sizes.get(entry.path());
                if (size != null && entry.size() != size) {
                    throw new UnavailableException(
                            "The server at " + transport.server() + " has kept " + entry.size() + " of " + size
                                    + " bytes of '" + entry.path() + "', and says that all went well. Upload it again.",
                            true,
                            null);
                }
            }
        }
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        String folder = ArtifactPaths.below(transport.server(), root, path);
        JsonNode answer = transport.json(Call.get(Api.ARTIFACTS + Urls.query("path", folder)));
        List<ArtifactRecord> records = new ArrayList<>();
        for (JsonNode file : answer.path("files")) {
            records.add(ListedFile.record(file, path));
        }
        records.sort(Comparator.comparing(ArtifactRecord::path));
        return records;
    }

    @Override
    public void download(String root, String path, Path target) {
        String place = filePath(root, path);
        try {
            if (!fetchFromStorage(root, path, place, target)) {
                fetchFromServer(root, path, place, target);
            }
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + target + ": " + e, e);
        }
    }

    private boolean fetchFromStorage(String root, String path, String place, Path target) throws IOException {
        if (!signed.mayFetch()) {
            return false;
        }
        try (PartFile part = PartFile.alone(target)) {
            boolean fetched = signed.fetch(root, path, place, part.path());
            if (fetched) {
                part.finish();
            }
            return fetched;
        }
    }

    private void fetchFromServer(String root, String path, String place, Path target) throws IOException {
        try (PartFile part = PartFile.open(target, transport.server().base() + Api.ARTIFACTS + "/" + place)) {
            Call call = Call.download(Api.ARTIFACTS + "/" + Urls.encodePath(place), part);
            if (fetch(root, path, call).status() == RANGE_NOT_SATISFIABLE) {
                // The server's file is another one now, and the server does not heed its ETag.
                part.forget();
                Answer anew = fetch(root, path, call);
                if (!anew.isSuccess()) {
                    throw transport.toException(call, anew);
                }
            }
            part.finish();
        }
    }

    private Answer fetch(String root, String path, Call call) {
        Answer answer = transport.exchange(call.withFinal(500));
        if (answer.status() == 500) {
            // Servers up to 3.10 answer so for a file that is not there; only the listing can tell.
            if (!isListed(root, path)) {
                throw notFound(root, path);
            }
            NamesBeyondAscii.check(transport, path);
            answer = transport.exchange(call);
        }
        if (answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            throw notFound(root, path);
        }
        if (!answer.isSuccess() && answer.status() != RANGE_NOT_SATISFIABLE) {
            throw transport.toException(call, answer);
        }
        return answer;
    }

    private boolean isListed(String root, String path) {
        return list(root, folderOf(path)).stream()
                .anyMatch(entry -> entry.path().equals(path) && !entry.directory());
    }

    private NotFoundException notFound(String root, String path) {
        return SignedDownloads.notFound(transport, root, path);
    }

    private String filePath(String root, String path) {
        ArtifactPaths.checkFile(path);
        return ArtifactPaths.below(transport.server(), root, path);
    }

    /** Ends the threads and connections that go past the server. */
    @Override
    public void close() {
        threads.close();
        storage.close();
    }
}
