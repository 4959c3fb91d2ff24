/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.FileOps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A package in the cache with what is known of it.
 *
 * @param path the folder
 */
record PackageEntry(Path path) {

    String key() {
        return path.getFileName().toString();
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    Path directory() {
        return path.resolve("package");
    }

    /** The manifest; its time stamp says when the package was last used. */
    Path manifest() {
        return path.resolve("manifest.json");
    }

    Manifest readManifest() throws IOException {
        return Manifest.parse(FileOps.readText(manifest()));
    }

    long lastUsed() {
        return manifest().toFile().lastModified();
    }

    void used(long time) throws IOException {
        Files.setLastModifiedTime(manifest(), FileTime.fromMillis(time));
    }

    /** A file whose time stamp says when a server last said that an address means this package. */
    Path address(String address) {
        return path.resolve("addresses").resolve(PackageSource.keyOf(address));
    }

    void confirm(String address, long time) throws IOException {
        Path file = address(address);
        if (!Files.exists(file)) {
            Files.createDirectories(path.resolve("addresses"));
            Files.createFile(file);
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }
}
