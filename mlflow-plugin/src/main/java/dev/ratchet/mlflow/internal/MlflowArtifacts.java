/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.FileSource;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Files that an MLflow server passes on to where it keeps them. */
public final class MlflowArtifacts implements ArtifactStore {

    /** From here on a listing costs little beside the upload. */
    private static final long SIZE_WORTH_A_LISTING = 1_048_576;

    private final Transport transport;

    /** A store that has not connected yet. */
    public MlflowArtifacts(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        FileSource sent = send(root, path, file);
        if (!sent.sha256Hex().equals(sha256)) {
            throw new RefusedException("The bytes of " + file + " are not those with SHA-256 " + sha256
                    + "; the file was changed. What was put at '" + path + "' is not to be used.");
        }
        checkSizes(root, Map.of(path, sent.size()));
    }

    /**
     * Puts a file as it is, over one that is there.
     *
     * @return its size, for {@link #checkSizes}
     */
    public long put(String root, String path, Path file) {
        return send(root, path, file).size();
    }

    /** Refuses what no file can be put at, before anything is sent. */
    public void checkPath(String root, String path) {
        filePath(root, path);
    }

    private FileSource send(String root, String path, Path file) {
        String place = filePath(root, path);
        FileSource source;
        try {
            source = new FileSource(file);
        } catch (NoSuchFileException e) {
            throw new RefusedException("Cannot upload " + file + " as '" + path + "': there is no such file.", e);
        } catch (IOException e) {
            throw new RatchetException("Cannot read " + file + ": " + e, e);
        }
        Call call = Call.put(Api.ARTIFACTS + "/" + Urls.encodePath(place), source);
        Answer answer = transport.exchange(call);
        if (!answer.isSuccess()) {
            throw transport.toException(call, answer);
        }
        return source;
    }

    /** Holds what the server has kept against what was put, with one request for each folder of large files. */
    public void checkSizes(String root, Map<String, Long> sizes) {
        Set<String> folders = new TreeSet<>();
        sizes.forEach((path, size) -> {
            if (size >= SIZE_WORTH_A_LISTING) {
                folders.add(folderOf(path));
            }
        });
        for (String folder : folders) {
            for (ArtifactRecord entry : list(root, folder)) {
                Long size = sizes.get(entry.path());
                if (size != null && entry.size() != size) {
                    throw new UnavailableException(
                            "The server at " + transport.server() + " has kept " + entry.size() + " of " + size
                                    + " bytes of '" + entry.path() + "', and says that all went well. Upload it again.",
                            true,
                            null);
                }
            }
        }
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        String folder = ArtifactPaths.below(transport.server(), root, path);
        JsonNode answer = transport.json(Call.get(Api.ARTIFACTS + Urls.query("path", folder)));
        List<ArtifactRecord> records = new ArrayList<>();
        for (JsonNode file : answer.path("files")) {
            String listed = Fields.text(file, "path");
            String name = listed.substring(listed.lastIndexOf('/') + 1);
            boolean directory = file.path("is_dir").asBoolean(false);
            records.add(new ArtifactRecord(
                    path.isEmpty() ? name : path + "/" + name,
                    directory,
                    directory ? 0 : Fields.number(file, "file_size")));
        }
        records.sort(Comparator.comparing(ArtifactRecord::path));
        return records;
    }

    @Override
    public void download(String root, String path, Path target) {
        String place = filePath(root, path);
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        Path part = null;
        try {
            if (parent == null) {
                throw new IOException("it is a root");
            }
            Files.createDirectories(parent);
            part = Files.createTempFile(parent, ".ratchet-", ".part");
            fetch(root, path, Api.ARTIFACTS + "/" + Urls.encodePath(place), part);
            move(part, absolute);
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + target + ": " + e, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private void fetch(String root, String path, String address, Path part) {
        Call call = Call.download(address, part);
        Answer answer = transport.exchange(call.withFinal(500));
        if (answer.status() == 500) {
            // Servers up to 3.10 answer so for a file that is not there; only the listing can tell.
            if (!isListed(root, path)) {
                throw notFound(root, path);
            }
            NamesBeyondAscii.check(transport, path);
            answer = transport.exchange(call);
        }
        if (answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            throw notFound(root, path);
        }
        if (!answer.isSuccess()) {
            throw transport.toException(call, answer);
        }
    }

    private boolean isListed(String root, String path) {
        return list(root, folderOf(path)).stream()
                .anyMatch(entry -> entry.path().equals(path) && !entry.directory());
    }

    private NotFoundException notFound(String root, String path) {
        return new NotFoundException(
                "There is no file '" + path + "' below " + root + " on " + transport.server() + ".");
    }

    private String filePath(String root, String path) {
        if (path.isEmpty()) {
            throw new RefusedException("artifact path '' is not allowed: it must name a file");
        }
        return ArtifactPaths.below(transport.server(), root, path);
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(@org.jspecify.annotations.Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // A hidden part file stays; the download itself has been told.
        }
    }
}
