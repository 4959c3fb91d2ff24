/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.store.ArtifactTransfer;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.ListArtifacts;
import org.mlflow.api.proto.Service.RunInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run's files and a model version's, over HTTP; the official client starts a Python process for each call. */
public final class ArtifactCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactCalls.class);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final int KNOWN_RUNS = 1000;

    private final Rpc rpc;
    private final MlflowArtifacts artifacts;
    private final MlflowRegistry registry;
    private final int atOnce;
    private final Map<String, String> roots = Collections.synchronizedMap(new Recent());

    /** Moves files through these, so many at once. */
    public ArtifactCalls(Rpc rpc, MlflowArtifacts artifacts, MlflowRegistry registry, int atOnce) {
        this.rpc = rpc;
        this.artifacts = artifacts;
        this.registry = registry;
        this.atOnce = atOnce;
    }

    /** Notes where a run has its artifacts, which never changes. */
    public void note(RunInfo run) {
        if (!run.getArtifactUri().isEmpty()) {
            roots.put(run.getRunId(), run.getArtifactUri());
        }
    }

    /** Puts a file into a folder of a run's artifacts, {@code ""} for their root; a directory goes as logAll takes it. */
    public void log(String runId, File file, String folder) {
        boolean named = file.isDirectory() && folder.isEmpty();
        transfer(root(runId)).upload(file.toPath(), named ? file.getName() : folder);
    }

    /** Puts all files below a directory into a folder of a run's artifacts; links to directories are not followed. */
    public void logAll(String runId, File directory, String folder) {
        if (!directory.isDirectory()) {
            throw new RefusedException("Cannot log the files in '" + directory + "': it is not a directory.");
        }
        transfer(root(runId)).upload(directory.toPath(), folder);
    }

    private ArtifactTransfer transfer(String root) {
        return ArtifactTransfer.of(artifacts, root).atOnce(atOnce).reports(REPORT_EVERY, LOG::info);
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
        Path directory;
        try {
            directory = Files.createTempDirectory("mlflow-artifacts-");
        } catch (IOException e) {
            throw new RatchetException("Cannot make a temporary directory: " + e, e);
        }
        boolean complete = false;
        try {
            transfer(root).download(path, directory);
            complete = true;
            return directory.resolve(path);
        } finally {
            if (!complete) {
                // The caller never hears of it, and half a directory could be taken for a whole one.
                deleteQuietly(directory);
            }
        }
    }

    private static void deleteQuietly(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Cannot remove {}: {}", directory, e.toString());
        }
    }

    private String root(String runId) {
        String known = roots.get(runId);
        if (known != null) {
            return known;
        }
        RunInfo run = rpc.get("runs/get", GetRun.Response.newBuilder(), "run_id", runId)
                .getRun()
                .getInfo();
        note(run);
        return run.getArtifactUri();
    }

    /** The last ones that were used, so that a client which lives long does not grow. */
    private static final class Recent extends LinkedHashMap<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KNOWN_RUNS;
        }
    }
}
