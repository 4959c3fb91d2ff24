/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileNames;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.store.ArtifactRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a package on a server.
 *
 * @param source the package
 * @param files its files, without folders
 */
record PackageDownload(PackageSource source, List<ArtifactRecord> files) {

    /** Asks the server what there is. */
    static PackageDownload prepare(PackageSource source) {
        List<ArtifactRecord> files = new ArrayList<>();
        collect(source, "", files);
        if (files.isEmpty()) {
            throw new RatchetException(source.name() + " has no files at '" + source.root() + "' on " + source.server()
                    + ". They were deleted, or the model was registered without them; log it again.");
        }
        return new PackageDownload(source, files);
    }

    private static void collect(PackageSource source, String folder, List<ArtifactRecord> files) {
        for (ArtifactRecord record : source.artifacts().list(source.root(), folder)) {
            if (record.directory()) {
                collect(source, record.path(), files);
            } else {
                files.add(record);
            }
        }
    }

    long bytes() {
        return files.stream().mapToLong(ArtifactRecord::size).sum();
    }

    /**
     * Gets all files into a directory and verifies the package.
     *
     * @throws RatchetException when what came is not what the server listed, or not what was logged
     */
    void to(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (ArtifactRecord record : files) {
            Path target = directory.resolve(checked(record.path()));
            try {
                source.artifacts().download(source.root(), record.path(), target);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            // Stores that do not know a size list none.
            if (record.size() > 0 && Files.size(target) != record.size()) {
                throw new RatchetException("'" + record.path() + "' of " + source.name() + " has "
                        + Files.size(target) + " bytes, but " + source.server() + " lists " + record.size()
                        + ". It was changed meanwhile; load it again.");
            }
        }
        ModelPackage.open(directory).verify();
    }

    private static String checked(String path) {
        try {
            return FileNames.checkPath(path);
        } catch (IllegalArgumentException e) {
            throw new RatchetException("The server lists a file that is not taken: " + e.getMessage(), e);
        }
    }
}
