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
import org.mlflow.api.proto.Service.RunInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
        if (file.isDirectory()) {
            logAll(runId, file, folder.isEmpty() ? file.getName() : folder);
        } else if (file.isFile()) {
            putAll(runId, Map.of(below(folder, file.getName()), file.toPath()));
        } else {
            throw new RefusedException("Cannot log '" + file + "': there is no such file or directory.");
        }
    }

    /** Puts all files below a directory into a folder of a run's artifacts; links to directories are not followed. */
    public void logAll(String runId, File directory, String folder) {
        if (!directory.isDirectory()) {
            throw new RefusedException("Cannot log the files in '" + directory + "': it is not a directory.");
        }
        Path from = directory.toPath();
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : files(from)) {
            String name = from.relativize(file).toString().replace(File.separatorChar, '/');
            files.put(below(folder, name), file);
        }
        putAll(runId, files);
    }

    private void putAll(String runId, Map<String, Path> files) {
        String root = root(runId);
        files.keySet().forEach(path -> artifacts.checkPath(root, path));
        Map<String, Long> sizes = new ConcurrentHashMap<>();
        move(
                "Uploaded",
                "files to run " + runId,
                List.copyOf(files.keySet()),
                path -> sizes.put(path, artifacts.put(root, path, Objects.requireNonNull(files.get(path)))),
                "Log them again; files that are there are replaced.");
        artifacts.checkSizes(root, sizes);
    }

    private void move(String done, String what, List<String> names, Consumer<String> move, String remedy) {
        new Transfers(done, what, names, move, remedy).run(atOnce, REPORT_EVERY, LOG::info);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
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
        List<String> found = filesBelow(root, path);
        if (found.isEmpty() && !path.isEmpty()) {
            int slash = path.lastIndexOf('/');
            found = artifacts.list(root, slash < 0 ? "" : path.substring(0, slash)).stream()
                    .filter(entry -> entry.path().equals(path) && !entry.directory())
                    .map(ArtifactRecord::path)
                    .toList();
        }
        if (found.isEmpty() && !path.isEmpty()) {
            throw new NotFoundException("There is no file or folder '" + path + "' below " + root + ".");
        }
        Path directory;
        try {
            directory = Files.createTempDirectory("mlflow-artifacts-");
        } catch (IOException e) {
            throw new RatchetException("Cannot make a temporary directory: " + e, e);
        }
        boolean complete = false;
        try {
            move(
                    "Downloaded",
                    "files from " + root,
                    found,
                    file -> artifacts.download(root, file, inside(directory, file)),
                    "None is kept; download them again.");
            complete = true;
            return inside(directory, path);
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

    /** Names come from the server, which must not choose where files go. */
    private static Path inside(Path directory, String path) {
        Path target = directory.resolve(path).normalize();
        if (!target.startsWith(directory)) {
            throw new RefusedException("The server has a file '" + path + "', which would lie outside '" + directory
                    + "' and is not downloaded.");
        }
        return target;
    }

    /** All files below a folder, one level of folders after the other. */
    private List<String> filesBelow(String root, String folder) {
        List<String> files = new ArrayList<>();
        List<String> level = List.of(folder);
        while (!level.isEmpty()) {
            Map<String, List<ArtifactRecord>> listed = new ConcurrentHashMap<>();
            move(
                    "Listed",
                    "folders of " + root,
                    level,
                    name -> listed.put(name, artifacts.list(root, name)),
                    "Download again.");
            List<String> next = new ArrayList<>();
            for (String name : level) {
                for (ArtifactRecord entry : listed.getOrDefault(name, List.of())) {
                    // Some stores list a file as its own only content.
                    if (entry.directory() && !entry.path().equals(name)) {
                        next.add(entry.path());
                    } else if (!entry.directory()) {
                        files.add(entry.path());
                    }
                }
            }
            level = next;
        }
        Collections.sort(files);
        return files;
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

    private static String below(String folder, String name) {
        String clean = folder.replaceAll("/+$", "");
        return clean.isEmpty() ? name : clean + "/" + name;
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
