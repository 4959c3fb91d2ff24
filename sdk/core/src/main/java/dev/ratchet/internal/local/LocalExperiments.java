/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import dev.ratchet.store.ExperimentRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experiments of a local store: a small file each. Their ids follow from their names. */
public final class LocalExperiments {

    private static final Logger LOG = LoggerFactory.getLogger(LocalExperiments.class);

    private final StoreLayout layout;
    private final Clock clock;

    LocalExperiments(StoreLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /** The id of an experiment: 16 hexadecimal digits. */
    public static String idOf(String name) {
        return FileOps.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    Optional<ExperimentRecord> find(String name) {
        return read(layout.experiment(name));
    }

    List<ExperimentRecord> all() {
        List<ExperimentRecord> all = new ArrayList<>();
        if (Files.isDirectory(layout.experiments())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.experiments(), "*.json")) {
                files.forEach(file -> read(file).ifPresent(all::add));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        all.sort(java.util.Comparator.comparing(ExperimentRecord::name));
        return all;
    }

    ExperimentRecord create(String name) {
        Optional<ExperimentRecord> existing = find(name);
        if (existing.isPresent()) {
            return existing.get();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("id", idOf(name));
        fields.put("created", clock.millis());
        try {
            FileOps.writeWhole(layout.experiment(name), Json.writePretty(fields) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ExperimentRecord(idOf(name), name, true, Map.of());
    }

    private static Optional<ExperimentRecord> read(Path file) {
        try {
            String name = String.valueOf(Json.readObject(FileOps.readText(file)).get("name"));
            return Optional.of(new ExperimentRecord(idOf(name), name, true, Map.of()));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.warn("'{}' describes no experiment and is left out: {}", file, e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
