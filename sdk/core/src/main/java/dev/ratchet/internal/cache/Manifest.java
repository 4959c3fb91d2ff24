/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import dev.ratchet.internal.model.MlmodelFile;
import dev.ratchet.internal.model.PackageDigest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a package in the cache is: every file with its size and digest.
 *
 * @param name what it is, for people
 * @param server where it is from, for people
 * @param downloaded when it was got, milliseconds since 1970
 * @param files what it consists of, by path with {@code /}
 */
record Manifest(String name, String server, long downloaded, Map<String, FileOps.Written> files) {

    private static final long FORMAT = 1;

    Manifest {
        files = new TreeMap<>(files);
    }

    /** Describes a directory as it is, and brings its files to the disk. */
    static Manifest of(Path directory, String name, String server, long downloaded) throws IOException {
        Map<String, FileOps.Written> files = new TreeMap<>();
        for (String path : paths(directory)) {
            Path file = directory.resolve(path);
            FileOps.force(file);
            files.put(path, new FileOps.Written(Files.size(file), FileOps.sha256(file)));
        }
        return new Manifest(name, server, downloaded, files);
    }

    long bytes() {
        return files.values().stream().mapToLong(FileOps.Written::size).sum();
    }

    /** Compares a directory with this; gives what is wrong, empty where nothing is. */
    Optional<String> problem(Path directory) {
        try {
            List<String> found = paths(directory);
            for (String path : found) {
                if (!files.containsKey(path)) {
                    return Optional.of("'" + path + "' was added");
                }
            }
            for (Map.Entry<String, FileOps.Written> file : files.entrySet()) {
                if (!found.contains(file.getKey())) {
                    return Optional.of("'" + file.getKey() + "' is missing");
                }
                Optional<String> problem = problem(directory.resolve(file.getKey()), file.getKey(), file.getValue());
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return digestProblem(directory);
        } catch (IOException | RatchetException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> problem(Path file, String path, FileOps.Written expected) throws IOException {
        long size = Files.size(file);
        if (size != expected.size()) {
            return Optional.of("'" + path + "' has " + size + " bytes in place of " + expected.size());
        }
        return FileOps.sha256(file).equals(expected.sha256())
                ? Optional.empty()
                : Optional.of("the bytes of '" + path + "' have changed");
    }

    /** The digest that the package names must be that of the files, whose bytes have been compared. */
    private Optional<String> digestProblem(Path directory) {
        Map<String, @Nullable Object> mlmodel = MlmodelFile.read(directory.resolve("MLmodel"));
        Object declared = MlmodelFile.map(
                        MlmodelFile.map(mlmodel.get("flavors")).get("ratchet"))
                .get("package_digest");
        Map<String, String> digests = new HashMap<>();
        files.forEach((path, file) -> digests.put(path, file.sha256()));
        return declared == null || declared.equals(PackageDigest.of(mlmodel, digests))
                ? Optional.empty()
                : Optional.of("its digest is not the one that MLmodel says");
    }

    private static List<String> paths(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .toList();
        }
    }

    String toJson() {
        List<Object> described = new ArrayList<>();
        files.forEach((path, file) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("path", path);
            one.put("size", file.size());
            one.put("sha256", file.sha256());
            described.add(one);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("name", name);
        json.put("server", server);
        json.put("downloaded", downloaded);
        json.put("files", described);
        return Json.writePretty(json) + "\n";
    }

    /** Reads a manifest; what cannot be read is an {@link IOException}. */
    static Manifest parse(String text) throws IOException {
        try {
            Map<String, @Nullable Object> json = Json.readObject(text);
            if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
                throw new IOException("the format of the manifest is not known");
            }
            Map<String, FileOps.Written> files = new TreeMap<>();
            if (json.get("files") instanceof List<?> described) {
                for (Object one : described) {
                    readFile(one, files);
                }
            }
            return new Manifest(
                    String.valueOf(json.get("name")),
                    String.valueOf(json.get("server")),
                    json.get("downloaded") instanceof Long time ? time : 0,
                    files);
        } catch (IllegalArgumentException e) {
            throw new IOException("the manifest is damaged", e);
        }
    }

    private static void readFile(@Nullable Object described, Map<String, FileOps.Written> files) throws IOException {
        if (described instanceof Map<?, ?> file
                && file.get("path") instanceof String path
                && file.get("size") instanceof Long size
                && file.get("sha256") instanceof String sha256) {
            files.put(path, new FileOps.Written(size, sha256));
        } else {
            throw new IOException("the manifest is damaged");
        }
    }
}
