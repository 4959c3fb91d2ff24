/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.PartFile;
import dev.ratchet.mlflow.internal.http.SignedTransport;
import dev.ratchet.mlflow.internal.http.SignedUrl;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.parts.FileSlice;
import dev.ratchet.store.parts.PartThreads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files in storage that the server neither passes on nor is reached from here with credentials of our own: the server signs
 * an address for each. Servers sign no downloads of logged models.
 */
final class SignedRoots implements ArtifactStore {

    /** What storage takes in one request. */
    private static final long LARGEST = 5L << 30;

    private static final int MOST_ADDRESSES = 3;

    private final Transport transport;
    private final SignedTransport storage;
    private final StorageOffer offer;
    private final PartThreads threads;

    SignedRoots(Transport transport, SignedTransport storage, StorageOffer offer, PartThreads threads) {
        this.transport = transport;
        this.storage = storage;
        this.offer = offer;
        this.threads = threads;
    }

    /** Whether the server may sign for this root; asks it once. */
    boolean mayReach(String root) {
        return RunRoot.of(root).isPresent() && offer.signsForRuns();
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        ArtifactPaths.checkFile(path);
        PartDigests digests = PartDigests.of(file, path, Long.MAX_VALUE);
        if (!digests.sha256().equals(sha256)) {
            throw FileDigest.changed(file, sha256);
        }
        if (digests.size() > LARGEST) {
            throw more(root, "'" + path + "' has more than 5 GiB, which no signed address takes");
        }
        String md5 = digests.md5().isEmpty() ? "" : digests.md5().get(0);
        for (int asked = 1; ; asked++) {
            JsonNode signed = sign(Api.PRESIGNED_UPLOAD, root, path);
            SignedUrl url = SignedUrls.of(transport, signed, "presigned_url");
            Answer answer = put(root, url, new FileSlice(file, 0, digests.size()), md5);
            if (answer.isSuccess()) {
                return;
            }
            if (answer.status() != 403 || asked == MOST_ADDRESSES) {
                throw new RefusedException("The storage of " + transport.server() + " does not take '" + path
                        + "' (HTTP " + answer.status() + ", " + SignedTransport.code(answer)
                        + "). Its credentials are the server's: look there.");
            }
        }
    }

    private Answer put(String root, SignedUrl url, FileSlice all, String md5) {
        try {
            return storage.put(url, all, md5);
        } catch (SignedTransport.UnreachableException e) {
            throw more(root, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        ArtifactPaths.check(path);
        RunRoot whose = whose(root);
        String folder = whose.below(path);
        List<ArtifactRecord> records = new ArrayList<>();
        String token = "";
        do {
            String address = whose.isModel()
                    ? Api.LOGGED_MODELS + "/" + Urls.encode(whose.id()) + "/artifacts/directories"
                            + Urls.query("artifact_directory_path", folder, "page_token", token)
                    : Api.ARTIFACT_LIST + Urls.query("run_id", whose.id(), "path", folder, "page_token", token);
            JsonNode page = transport.json(Call.get(address));
            for (JsonNode file : page.path("files")) {
                records.add(ListedFile.record(file, path));
            }
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        records.sort(Comparator.comparing(ArtifactRecord::path));
        return records;
    }

    @Override
    public void download(String root, String path, Path target) {
        ArtifactPaths.checkFile(path);
        if (whose(root).isModel()) {
            throw more(root, "servers sign no downloads of logged models");
        }
        SignedFile file = new SignedFile(
                storage, signed(root, path), () -> Optional.of(signed(root, path)), "'" + path + "' below " + root);
        try (PartFile part = PartFile.alone(target)) {
            file.fetch(part.path(), offer.settings().sizes().downloadPart(), threads);
            part.finish();
        } catch (SignedTransport.UnreachableException e) {
            throw more(root, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + target + ": " + e, e);
        }
    }

    private SignedFile.Signed signed(String root, String path) {
        JsonNode json = sign(Api.PRESIGNED_DOWNLOAD, root, path);
        if (!json.has("file_size")) {
            return new SignedFile.Signed(SignedUrls.of(transport, json, "presigned_url"), 0);
        }
        return new SignedFile.Signed(SignedUrls.of(transport, json, "presigned_url"), Fields.number(json, "file_size"));
    }

    private JsonNode sign(String address, String root, String path) {
        RunRoot whose = whose(root);
        ObjectNode body = JsonText.object().put(whose.field(), whose.id()).put("path", whose.below(path));
        Call call = Call.post(address, body);
        Answer answer = transport.exchange(call);
        if (StorageOffer.isNotOffered(answer) || answer.is(400, "INVALID_PARAMETER_VALUE")) {
            throw more(root, "the server signs no address for it (HTTP " + answer.status() + ")");
        }
        if (answer.is(404, "RESOURCE_DOES_NOT_EXIST") && address.equals(Api.PRESIGNED_DOWNLOAD)) {
            throw new NotFoundException("There is no file '" + path + "' below " + root + ".");
        }
        return transport.json(call, answer);
    }

    private RunRoot whose(String root) {
        return RunRoot.of(root).orElseThrow(() -> more(root, "it is no root of a run or of a logged model"));
    }

    private static MisconfiguredException more(String root, String why) {
        return new MisconfiguredException(
                "The artifacts at '" + root + "' are reached by signed addresses alone, and " + why + ". "
                        + MlflowArtifacts.remedy(ArtifactPaths.scheme(root)) + "Or " + MlflowArtifacts.PASSED_ON + ".");
    }
}
