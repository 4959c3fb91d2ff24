/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.cli.internal.compare.ComparedRun;
import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a comparison needs of runs. */
final class ComparedRuns {

    private static final String ENVIRONMENT = "environment.json";
    private static final int LABEL_LENGTH = 32;

    private ComparedRuns() {}

    static List<ComparedRun> read(RunSource source, List<RunSource.Found> found) {
        List<RunRecord> runs = found.stream().map(RunSource.Found::run).toList();
        int length = Texts.idLength(runs.stream().map(RunRecord::id).distinct().toList());
        List<ComparedRun> compared = new ArrayList<>();
        for (RunSource.Found one : found) {
            compared.add(read(source, one, label(one.run(), runs, length)));
        }
        return compared;
    }

    private static String label(RunRecord run, List<RunRecord> runs, int length) {
        String name = Texts.cut(Texts.printable(run.name()), LABEL_LENGTH);
        boolean unique = !name.isBlank()
                && runs.stream()
                                .filter(other ->
                                        Texts.cut(other.name(), LABEL_LENGTH).equals(name))
                                .count()
                        == 1;
        return unique ? name : (name + " " + Texts.shortId(run.id(), length)).strip();
    }

    private static ComparedRun read(RunSource source, RunSource.Found found, String label) {
        RunRecord run = found.run();
        Map<String, List<MetricPoint>> histories = new LinkedHashMap<>();
        for (String metric : run.metrics().keySet()) {
            histories.put(metric, found.stores().tracking().metricHistory(run.id(), metric));
        }
        Map<String, String> libraries = new LinkedHashMap<>();
        String problem = libraries(found.stores(), run, libraries);
        return new ComparedRun(label, run, source.experimentName(found), histories, libraries, problem);
    }

    /** Fills in the libraries and returns null, or why they are not known. */
    private static @Nullable String libraries(Stores stores, RunRecord run, Map<String, String> libraries) {
        Map<String, @Nullable Object> environment;
        try {
            environment = JsonText.readObject(environment(stores, run)).orElse(null);
        } catch (NotFoundException e) {
            return "it has no artifact " + ENVIRONMENT + ".";
        } catch (RatchetException e) {
            return e.getMessage();
        }
        if (environment == null) {
            return "its artifact " + ENVIRONMENT + " is no JSON.";
        }
        if (environment.get("class_path") instanceof List<?> artifacts) {
            for (Object artifact : artifacts) {
                Map<String, String> fields = JsonText.texts(artifact);
                String group = fields.get("group");
                String name = fields.getOrDefault("name", "");
                libraries.putIfAbsent(
                        group == null ? name : group + ":" + name, fields.getOrDefault("version", "unknown version"));
            }
        }
        JsonText.texts(environment.get("libraries")).forEach(libraries::putIfAbsent);
        return null;
    }

    private static String environment(Stores stores, RunRecord run) {
        try {
            Path directory = Files.createTempDirectory("ratchet-compare-");
            Path file = directory.resolve(ENVIRONMENT);
            try {
                stores.artifacts().download(run.artifactRoot(), ENVIRONMENT, file);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new RatchetException("its artifact " + ENVIRONMENT + " cannot be read (" + e + ").", e);
        }
    }
}
