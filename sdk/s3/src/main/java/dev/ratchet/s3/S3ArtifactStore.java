/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.parts.PartThreads;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Files as objects below {@code s3://bucket/prefix}, under the keys that Python's MLflow gives them. */
final class S3ArtifactStore implements ArtifactStore, AutoCloseable {

    private final S3Settings settings;
    private final S3Clients clients;
    private final PartThreads parts;
    private final Failures failures;

    S3ArtifactStore(S3Settings settings) {
        this.settings = settings;
        this.clients = new S3Clients(settings);
        this.parts = new PartThreads(settings.parallel(), "ratchet-s3");
        this.failures = new Failures(settings);
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        S3Address target = S3Address.ofFile(root, path);
        new Upload(clients.get(), settings, failures, parts, target, file, sha256).run();
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        S3Address folder = S3Address.of(root, path);
        String prefix = folder.key().isEmpty() ? "" : folder.key() + "/";
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(folder.bucket())
                .prefix(prefix)
                .delimiter("/")
                .expectedBucketOwner(settings.bucketOwner())
                .build();
        List<ArtifactRecord> found = new ArrayList<>();
        failures.told("Listing", folder, () -> {
            for (ListObjectsV2Response page : clients.get().listObjectsV2Paginator(request)) {
                page.commonPrefixes().forEach(below -> {
                    String name = below.prefix().substring(prefix.length());
                    found.add(new ArtifactRecord(below(path, name.substring(0, name.length() - 1)), true, 0));
                });
                page.contents().stream()
                        // Some tools mark a folder by an empty object of its name.
                        .filter(object -> !object.key().equals(prefix))
                        .forEach(object -> found.add(new ArtifactRecord(
                                below(path, object.key().substring(prefix.length())), false, object.size())));
            }
            return found;
        });
        found.sort(Comparator.comparing(ArtifactRecord::path));
        return found;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    @Override
    public void download(String root, String path, Path target) {
        S3Address source = S3Address.ofFile(root, path);
        new Download(clients.get(), settings, failures, parts, source).to(target);
    }

    /** Ends the threads and connections; what is under way fails. */
    @Override
    public void close() {
        parts.close();
        clients.close();
    }
}
