/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The digest of a package: SHA-256 over one line per file, {@code <SHA-256 of the file>  <path>\n}, in order of the
 * paths' code points, with {@code MLmodel} represented by its canonical JSON (RFC 8785) without what a server assigns.
 * docs/model-package.md describes it for people.
 */
public final class PackageDigest {

    private static final Set<String> ASSIGNED =
            Set.of("run_id", "model_id", "model_uuid", "artifact_path", "mlflow_version", "utc_time_created");

    /** Files that MLflow's own tools add to a copy of a package. */
    private static final Set<String> ADDED = Set.of("MLmodel", "registered_model_meta");

    private static final Comparator<String> BY_CODE_POINTS =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private PackageDigest() {}

    /** The digest of a directory whose MLmodel has been read. */
    public static String of(Path directory, Map<String, @Nullable Object> mlmodel) {
        return of(mlmodel, files(directory));
    }

    /** SHA-256 of every file of a directory but MLmodel, by path, in hexadecimal. */
    public static Map<String, String> files(Path directory) {
        try {
            Map<String, String> files = new TreeMap<>(BY_CODE_POINTS);
            for (String path : paths(directory)) {
                files.put(path, FileOps.sha256(directory.resolve(path)));
            }
            return files;
        } catch (IOException e) {
            throw new RatchetException("The model package '" + directory + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The digest of a package whose MLmodel has been read and whose files have these digests.
     *
     * @param files SHA-256 by path
     */
    public static String of(Map<String, @Nullable Object> mlmodel, Map<String, String> files) {
        MessageDigest digest = FileOps.sha256();
        line(digest, FileOps.sha256(canonical(mlmodel)), "MLmodel");
        files.entrySet().stream()
                .filter(file -> !ADDED.contains(file.getKey()))
                .sorted(Map.Entry.comparingByKey(BY_CODE_POINTS))
                .forEach(file -> line(digest, file.getValue(), file.getKey()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> paths(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !ADDED.contains(path))
                    .toList();
        }
    }

    private static byte[] canonical(Map<String, @Nullable Object> mlmodel) {
        Map<String, @Nullable Object> kept = MlmodelFile.map(mlmodel);
        kept.keySet().removeAll(ASSIGNED);
        Map<String, @Nullable Object> flavors = MlmodelFile.map(kept.get("flavors"));
        Map<String, @Nullable Object> own = MlmodelFile.map(flavors.get("ratchet"));
        own.remove("package_digest");
        flavors.put("ratchet", own);
        kept.put("flavors", flavors);
        try {
            return new JsonCanonicalizer(Json.write(kept)).getEncodedString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RatchetException("MLmodel has no canonical form: " + e.getMessage(), e);
        }
    }

    private static void line(MessageDigest digest, String sha256, String path) {
        if (path.indexOf('\n') >= 0) {
            throw new RatchetException(
                    "A model package has no digest while the name of a file in it has a line break: '"
                            + path.replace("\n", "\\n") + "'. Rename the file.");
        }
        digest.update((sha256 + "  " + path + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
