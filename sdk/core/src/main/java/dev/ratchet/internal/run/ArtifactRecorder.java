/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.internal.io.FileNames;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import dev.ratchet.internal.local.RunFolder;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Copies files into a run and says what it copied. What cannot be copied is said, never thrown. */
final class ArtifactRecorder {

    /** Takes note of a file that is in its place. */
    @FunctionalInterface
    interface Written {
        void accept(String path, long size, String sha256);
    }

    private final RunFolder folder;
    private final Written written;
    private final Consumer<String> problem;
    private final Consumer<String> lost;
    private final List<Map<String, String>> tables = new ArrayList<>();

    ArtifactRecorder(RunFolder folder, Written written, Consumer<String> problem, Consumer<String> lost) {
        this.folder = folder;
        this.written = written;
        this.problem = problem;
        this.lost = lost;
    }

    void bytes(byte[] bytes, String path) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            copy(in, FileNames.checkPath(path));
        } catch (IOException e) {
            lost.accept("artifact '" + path + "' could not be written: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problem.accept("artifact not logged: " + e.getMessage());
        }
    }

    void image(Callable<byte[]> encoded, String path) {
        byte[] bytes;
        try {
            bytes = encoded.call();
        } catch (Exception e) {
            // A faulty image of the user's must not end the training.
            problem.accept("image '" + path + "' not logged: " + e.getMessage());
            return;
        }
        bytes(bytes, path);
    }

    void file(Path file, String intoFolder) {
        String folderPath = intoFolder.endsWith("/") ? intoFolder.substring(0, intoFolder.length() - 1) : intoFolder;
        String path = (folderPath.isEmpty() ? "" : folderPath + "/") + file.getFileName();
        if (!Files.isRegularFile(file)) {
            problem.accept("artifact '" + file + "' not logged: it is no file that can be read"
                    + (Files.isDirectory(file) ? "; for a directory use logArtifacts" : ""));
            return;
        }
        try (InputStream in = FileOps.read(file)) {
            copy(in, FileNames.checkPath(path));
        } catch (IOException e) {
            lost.accept("artifact '" + file + "' could not be copied: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problem.accept("artifact '" + file + "' not logged: " + e.getMessage());
        }
    }

    void directory(Path directory, String intoFolder) {
        if (!Files.isDirectory(directory)) {
            problem.accept(
                    "artifacts of '" + directory + "' not logged: it is no directory; for a file use" + " logArtifact");
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path below = directory.relativize(file).getParent();
                String inside = below == null ? "" : below.toString().replace('\\', '/');
                String join = intoFolder.isEmpty() || inside.isEmpty() ? "" : "/";
                file(file, intoFolder + join + inside);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            problem.accept("artifacts of '" + directory + "' could not be read: " + e.getMessage());
        }
    }

    /** Writes a table; gives the value of the tag that names all tables of the run. */
    Optional<String> table(Map<String, ? extends Collection<?>> columns, String path) {
        int rows = columns.values().stream().mapToInt(Collection::size).max().orElse(0);
        for (Map.Entry<String, ? extends Collection<?>> column : columns.entrySet()) {
            if (column.getValue().size() != rows) {
                problem.accept("table '" + path + "' not logged: column '" + column.getKey() + "' has "
                        + column.getValue().size() + " values, another has " + rows);
                return Optional.empty();
            }
        }
        if (!path.endsWith(".json")) {
            problem.accept("table '" + path + "' not logged: MLflow shows tables of files that end in .json");
            return Optional.empty();
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("columns", columns.keySet());
        table.put("data", transposed(columns.values(), rows));
        bytes(Json.write(table).getBytes(StandardCharsets.UTF_8), path);
        Map<String, String> named = Map.of("path", path, "type", "table");
        if (!tables.contains(named)) {
            tables.add(named);
        }
        return Optional.of(Json.write(tables));
    }

    private static List<List<@Nullable Object>> transposed(Collection<? extends Collection<?>> columns, int rows) {
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            data.add(new ArrayList<>());
        }
        for (Collection<?> column : columns) {
            Iterator<?> values = column.iterator();
            for (List<@Nullable Object> row : data) {
                Object value = values.next();
                boolean missing = value instanceof Number number && Double.isNaN(number.doubleValue());
                row.add(missing ? null : value);
            }
        }
        return data;
    }

    private void copy(InputStream in, String path) throws IOException {
        FileOps.Written file = FileOps.copy(in, folder.artifact(path));
        written.accept(path, file.size(), file.sha256());
    }
}
