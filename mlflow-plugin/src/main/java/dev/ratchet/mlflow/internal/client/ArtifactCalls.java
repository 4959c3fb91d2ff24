/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.store.ArtifactRecord;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.ListArtifacts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run's files and a model version's, over HTTP; the official client starts a Python process for each call. */
public final class ArtifactCalls {

    private final Rpc rpc;
    private final MlflowArtifacts artifacts;
    private final MlflowRegistry registry;

    /** Moves files through these. */
    public ArtifactCalls(Rpc rpc, MlflowArtifacts artifacts, MlflowRegistry registry) {
        this.rpc = rpc;
        this.artifacts = artifacts;
        this.registry = registry;
    }

    /** Puts a file into a folder of a run's artifacts, {@code ""} for their root; a directory goes as logAll takes it. */
    public void log(String runId, File file, String folder) {
        if (file.isDirectory()) {
            logAll(runId, file, folder.isEmpty() ? file.getName() : folder);
        } else if (file.isFile()) {
            artifacts.upload(root(runId), below(folder, file.getName()), file.toPath());
        } else {
            throw new RefusedException("Cannot log '" + file + "': there is no such file or directory.");
        }
    }

    /** Puts all files below a directory into a folder of a run's artifacts; links to directories are not followed. */
    public void logAll(String runId, File directory, String folder) {
        if (!directory.isDirectory()) {
            throw new RefusedException("Cannot log the files in '" + directory + "': it is not a directory.");
        }
        String root = root(runId);
        Path from = directory.toPath();
        for (Path file : files(from)) {
            String name = from.relativize(file).toString().replace(File.separatorChar, '/');
            artifacts.upload(root, below(folder, name), file);
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new RatchetException("Cannot read '" + directory + "': " + e, e);
        }
    }

    /** What is directly in a folder of a run's artifacts, paths from their root; empty for what is no folder. */
    public List<FileInfo> list(String runId, String folder) {
        return Slice.all(token -> {
                    ListArtifacts.Response.Builder page = rpc.get(
                            "artifacts/list",
                            ListArtifacts.Response.newBuilder(),
                            "run_id",
                            runId,
                            "path",
                            folder,
                            "page_token",
                            token);
                    return new Slice<>(page.getFilesList(), page.getNextPageToken());
                })
                .toList();
    }

    /** Gets a file or a folder with all below it, {@code ""} for everything, into a new temporary directory. */
    public File download(String runId, String path) {
        return downloadBelow(root(runId), path.replaceAll("/+$", "")).toFile();
    }

    /** Gets all files of a model version into a new temporary directory. */
    public File downloadVersion(String name, String version) {
        int number;
        try {
            number = Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw new RefusedException("version '" + version + "' of '" + name + "' is not a number such as 1", e);
        }
        return downloadBelow(registry.version(name, number).artifactRoot(), "").toFile();
    }

    private Path downloadBelow(String root, String path) {
        List<ArtifactRecord> found = new ArrayList<>();
        collect(root, path, found);
        if (found.isEmpty() && !path.isEmpty()) {
            int slash = path.lastIndexOf('/');
            artifacts.list(root, slash < 0 ? "" : path.substring(0, slash)).stream()
                    .filter(entry -> entry.path().equals(path) && !entry.directory())
                    .forEach(found::add);
        }
        if (found.isEmpty() && !path.isEmpty()) {
            throw new NotFoundException("There is no file or folder '" + path + "' below " + root + ".");
        }
        try {
            Path directory = Files.createTempDirectory("mlflow-artifacts-");
            for (ArtifactRecord file : found) {
                artifacts.download(root, file.path(), inside(directory, file.path()));
            }
            return inside(directory, path);
        } catch (IOException e) {
            throw new RatchetException("Cannot make a temporary directory: " + e, e);
        }
    }

    /** Names come from the server, which must not choose where files go. */
    private static Path inside(Path directory, String path) {
        Path target = directory.resolve(path).normalize();
        if (!target.startsWith(directory)) {
            throw new RefusedException("The server has a file '" + path + "', which would lie outside '" + directory
                    + "' and is not downloaded.");
        }
        return target;
    }

    private void collect(String root, String folder, List<ArtifactRecord> found) {
        for (ArtifactRecord entry : artifacts.list(root, folder)) {
            // Some stores list a file as its own only content.
            if (entry.directory() && !entry.path().equals(folder)) {
                collect(root, entry.path(), found);
            } else if (!entry.directory()) {
                found.add(entry);
            }
        }
    }

    private String root(String runId) {
        return rpc.get("runs/get", GetRun.Response.newBuilder(), "run_id", runId)
                .getRun()
                .getInfo()
                .getArtifactUri();
    }

    private static String below(String folder, String name) {
        String clean = folder.replaceAll("/+$", "");
        return clean.isEmpty() ? name : clean + "/" + name;
    }
}
