/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.ledger.LedgerReport;
import dev.ratchet.ledger.LedgerReport.Finding;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.model.FileChange;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the files of a version are those that were promoted: got from the store itself, not from a cache. */
final class PackageCheck {

    private final Stores stores;

    PackageCheck(Stores stores) {
        this.stores = stores;
    }

    /** Refuses files that are gone or differ; a version whose digest nobody wrote down passes. */
    void require(String model, VersionRef version) {
        Optional<Finding> problem = problem(model, version);
        if (problem.isPresent()) {
            throw new RefusedException("Version " + version.version() + " of '" + model
                    + "' does not become champion again: " + problem.get().explanation()
                    + ". Choose another version.");
        }
    }

    /** What is wrong with the files, empty where nothing is. */
    Optional<Finding> problem(String model, VersionRef version) {
        if (version.packageDigest().isEmpty()) {
            return Optional.empty();
        }
        String subject = "version " + version.version();
        Path directory = null;
        try {
            directory = Files.createTempDirectory("ratchet-verify");
            String root = stores.registry().version(model, version.version()).artifactRoot();
            get(root, "", directory);
            ModelPackage files = ModelPackage.open(directory);
            return files.digest().equals(version.packageDigest())
                    ? Optional.empty()
                    : Optional.of(changed(subject, files, version.packageDigest()));
        } catch (UnavailableException e) {
            throw e;
        } catch (IOException | RatchetException e) {
            return Optional.of(new Finding(
                    LedgerReport.Kind.MISSING, subject, "the files of its package cannot be got: " + e.getMessage()));
        } finally {
            delete(directory);
        }
    }

    /** Files that lack are missing only where MLmodel, which lists them, is itself what was promoted. */
    private static Finding changed(String subject, ModelPackage files, String promoted) {
        List<FileChange> changes = files.changes();
        boolean sameList = files.declaredDigest().equals(Optional.of(promoted));
        boolean onlyMissing = sameList
                && !changes.isEmpty()
                && changes.stream().allMatch(change -> change.kind() == FileChange.Kind.MISSING);
        List<String> which = new ArrayList<>();
        files.declaredDigest()
                .filter(declared -> !declared.equals(promoted))
                .ifPresent(declared -> which.add("'MLmodel' says " + declared));
        changes.forEach(change -> which.add(change.toString()));
        return new Finding(
                onlyMissing ? LedgerReport.Kind.MISSING : LedgerReport.Kind.TAMPERED,
                subject,
                "the files of its package have the digest " + files.digest() + ", and " + promoted + " was promoted"
                        + (which.isEmpty() ? "" : ": " + String.join(", ", which)));
    }

    private void get(String root, String folder, Path directory) {
        for (ArtifactRecord artifact : stores.artifacts().list(root, folder)) {
            if (artifact.directory()) {
                get(root, artifact.path(), directory);
            } else {
                stores.artifacts().download(root, artifact.path(), inside(directory, artifact.path()));
            }
        }
    }

    private static Path inside(Path directory, String path) {
        Path file = directory.resolve(path).normalize();
        if (!file.startsWith(directory)) {
            throw new RatchetException("the store names the file '" + path + "', which is outside of its package");
        }
        return file;
    }

    private static void delete(@Nullable Path directory) {
        if (directory != null) {
            try {
                FileOps.deleteTree(directory);
            } catch (IOException e) {
                throw new UnavailableException("'" + directory + "' cannot be deleted: " + e.getMessage(), false, e);
            }
        }
    }
}
