/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files as arrays of bytes, by root and path. */
final class MemoryArtifacts implements ArtifactStore {

    private final String base;
    private final Map<String, NavigableMap<String, byte[]>> byRoot = new ConcurrentHashMap<>();

    MemoryArtifacts(URI uri) {
        this.base = uri + "/";
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        NavigableMap<String, byte[]> files = files(root);
        MemoryNames.checkPath(path);
        byte[] bytes = read(file);
        String found = sha256(bytes);
        if (!found.equals(sha256)) {
            throw new RefusedException("'" + file + "' is not the file that was logged: its SHA-256 is " + found
                    + ", expected " + sha256 + ".");
        }
        files.put(path, bytes);
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        NavigableMap<String, byte[]> files = files(root);
        if (!path.isEmpty()) {
            MemoryNames.checkPath(path);
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        Map<String, ArtifactRecord> found = new TreeMap<>();
        files.tailMap(prefix, false).forEach((file, bytes) -> {
            if (file.startsWith(prefix)) {
                int slash = file.indexOf('/', prefix.length());
                String name = slash < 0 ? file : file.substring(0, slash);
                found.put(name, new ArtifactRecord(name, slash >= 0, slash < 0 ? bytes.length : 0));
            }
        });
        return List.copyOf(found.values());
    }

    @Override
    public void download(String root, String path, Path target) {
        NavigableMap<String, byte[]> files = files(root);
        MemoryNames.checkPath(path);
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NotFoundException("There is no file '" + path + "' below '" + root + "'.");
        }
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path part = Files.createTempFile(folder, ".part-", "");
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private NavigableMap<String, byte[]> files(String root) {
        if (!root.startsWith(base)) {
            throw new MisconfiguredException("The stores in memory at '" + base
                    + "' reach artifact roots below that address only, not '" + root + "'.");
        }
        return byRoot.computeIfAbsent(root, any -> new ConcurrentSkipListMap<>());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
