/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.promotion.internal.TemporaryFolder;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;

import java.io.IOException;
import java.nio.file.Path;

/** The digest of a version's package: as its tag says, or computed from the files of a package that another tool made. */
final class VersionPackage {

    private VersionPackage() {}

    static String digest(Stores stores, VersionRecord version) {
        String said = version.tags().getOrDefault(StoreTags.PACKAGE_DIGEST, "");
        return said.isEmpty() ? computed(stores, version) : said;
    }

    private static String computed(Stores stores, VersionRecord version) {
        try (TemporaryFolder folder = TemporaryFolder.create("ratchet-package")) {
            get(stores, version.artifactRoot(), "", folder.path());
            return ModelPackage.open(folder.path()).digest();
        } catch (IOException e) {
            throw new RatchetException(
                    "The package of version " + version.number() + " of '" + version.name() + "' cannot be read: " + e,
                    e);
        }
    }

    private static void get(Stores stores, String root, String folder, Path directory) {
        for (ArtifactRecord artifact : stores.artifacts().list(root, folder)) {
            Path file = directory.resolve(artifact.path()).normalize();
            if (!file.startsWith(directory)) {
                throw new RatchetException(
                        "The store names the file '" + artifact.path() + "', which is outside of its package.");
            }
            if (artifact.directory()) {
                get(stores, root, artifact.path(), directory);
            } else {
                stores.artifacts().download(root, artifact.path(), file);
            }
        }
    }
}
