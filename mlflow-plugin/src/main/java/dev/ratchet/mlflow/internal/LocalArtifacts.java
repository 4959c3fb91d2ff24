/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Files of a server whose artifact folder is on this machine too, as Python's MLflow lays them out. */
final class LocalArtifacts implements ArtifactStore {

    private static final int BUFFER = 1 << 16;
    private static final String TEMPORARY = ".ratchet-";

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        ArtifactPaths.checkFile(path);
        Path target = writable(root).resolve(path);
        try (InputStream in = open(file, path)) {
            copy(in, target, digest -> {
                if (!digest.equals(sha256)) {
                    throw FileDigest.changed(file, sha256);
                }
            });
        } catch (IOException e) {
            throw new UnavailableException("'" + path + "' could not be written below " + root + ": " + e, true, e);
        }
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        ArtifactPaths.check(path);
        Path folder = LocalRoot.of(root).existing().resolve(path);
        List<ArtifactRecord> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(TEMPORARY)) {
                    boolean directory = Files.isDirectory(entry);
                    found.add(new ArtifactRecord(
                            path.isEmpty() ? name : path + "/" + name, directory, directory ? 0 : Files.size(entry)));
                }
            }
        } catch (IOException e) {
            throw new UnavailableException("'" + folder + "' could not be read: " + e, true, e);
        }
        found.sort(Comparator.comparing(ArtifactRecord::path));
        return found;
    }

    @Override
    public void download(String root, String path, Path target) {
        ArtifactPaths.checkFile(path);
        Path file = LocalRoot.of(root).existing().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException("There is no file '" + path + "' below " + root + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            copy(in, target, digest -> {});
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' could not be copied to " + target + ": " + e, e);
        }
    }

    private static Path writable(String root) {
        LocalRoot local = LocalRoot.of(root);
        Path folder = local.existing();
        Path nearest = folder;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw new MisconfiguredException(
                    "The artifacts at '" + root + "' are a folder of the server, and this process"
                            + " cannot write to '" + nearest + "'. " + LocalRoot.REMEDY);
        }
        return folder;
    }

    private static InputStream open(Path file, String path) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw FileDigest.unreadable(file, path, e);
        }
    }

    private interface Check {
        void digest(String sha256);
    }

    /** The target appears only when it is whole and has been checked. */
    private static void copy(InputStream in, Path target, Check check) throws IOException {
        Path absolute = target.toAbsolutePath();
        @Nullable Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("'" + target + "' is a root");
        }
        Files.createDirectories(parent);
        // With the rights that any file here gets: the server mostly runs as another user.
        Path part = parent.resolve(TEMPORARY + UUID.randomUUID() + ".part");
        try {
            MessageDigest digest = FileDigest.newSha256();
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                }
            }
            check.digest(HexFormat.of().formatHex(digest.digest()));
            move(part, absolute);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
