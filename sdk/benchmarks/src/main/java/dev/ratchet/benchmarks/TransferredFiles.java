/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was sent, and what a server or a folder has of it; with nothing but Java, so no client checks itself. */
final class TransferredFiles {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final Path directory;
    private final Map<String, String> digests;

    TransferredFiles(String server, Path directory) {
        this.server = server;
        this.directory = directory;
        this.digests = digestsBelow(directory);
    }

    int count() {
        return digests.size();
    }

    /** The files one by one. */
    List<Path> files() {
        return digests.keySet().stream().map(directory::resolve).toList();
    }

    Path directory() {
        return directory;
    }

    /** Fails unless a run has all files with the same bytes. */
    void checkServer(String artifactUri) {
        digests.forEach((path, digest) -> {
            String found = sha256(send(HttpRequest.newBuilder(address(artifactUri, path))));
            if (!found.equals(digest)) {
                throw new IllegalStateException("The server has other bytes of " + path + ": " + found);
            }
        });
    }

    /** Fails unless a folder has the same files with the same bytes, and none besides. */
    void checkFolder(Path folder) {
        Map<String, String> found = digestsBelow(folder);
        if (!found.equals(digests)) {
            throw new IllegalStateException(
                    "In " + folder + " are " + found.size() + " files, not the " + digests.size() + " that were sent");
        }
    }

    /** Sends all files with one bare request each, one after the other: what the server needs for them. */
    void putBare(String artifactUri) {
        for (String path : digests.keySet()) {
            send(HttpRequest.newBuilder(address(artifactUri, path))
                    .PUT(BodyPublishers.ofByteArray(read(directory.resolve(path)))));
        }
    }

    private URI address(String artifactUri, String path) {
        String below = artifactUri.substring("mlflow-artifacts:/".length()) + "/" + path;
        return URI.create(server + "/api/2.0/mlflow-artifacts/artifacts/" + below.replace(" ", "%20"));
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.uri() + " gave " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> digestsBelow(Path directory) {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> digests.put(directory.relativize(file).toString(), sha256(read(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
