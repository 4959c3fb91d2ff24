/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.internal.json.Json;
import dev.ratchet.store.DatasetInput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The datasets of one run, each once, and what is to be said about them, once too. Thread-safe. */
final class InputRecorder {

    private final List<DatasetInput> inputs;
    private final Map<String, String> sourceTags;
    private final Consumer<DatasetInput> keep;
    private final BiConsumer<byte[], String> artifact;
    private final Consumer<Map<String, String>> tag;
    private final Map<String, String> artifacts = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();

    InputRecorder(
            Collection<DatasetInput> before,
            Map<String, String> sourceTags,
            Consumer<DatasetInput> keep,
            BiConsumer<byte[], String> artifact,
            Consumer<Map<String, String>> tag) {
        this.inputs = new ArrayList<>(before);
        this.sourceTags = sourceTags;
        this.keep = keep;
        this.artifact = artifact;
        this.tag = tag;
    }

    DatasetIdentity log(DatasetIdentity dataset, String context) {
        DatasetIdentity named = named(dataset, context);
        if (isLogged(named, context)) {
            return named;
        }
        // Without a lock, since it may read all of the data.
        DatasetIdentity described = named.described("");
        if (add(described, context)) {
            DatasetIdentity.Description more = described.describer().describe("");
            unlogged(artifacts, more.artifacts())
                    .forEach((path, text) -> artifact.accept(text.getBytes(StandardCharsets.UTF_8), path));
            tag.accept(unlogged(tags, more.tags()));
        }
        return named;
    }

    /** A second context of the same name and digest goes into the name, because MLflow keeps the first only. */
    private synchronized DatasetIdentity named(DatasetIdentity dataset, String context) {
        DatasetIdentity named = dataset;
        for (DatasetInput before : inputs) {
            if (isOf(before, named)) {
                if (before.context().equals(context)) {
                    return named;
                }
                named = dataset.withName(dataset.name() + "-" + context);
            }
        }
        return named;
    }

    private synchronized boolean isLogged(DatasetIdentity dataset, String context) {
        return inputs.stream()
                .anyMatch(before -> isOf(before, dataset) && before.context().equals(context));
    }

    private static boolean isOf(DatasetInput input, DatasetIdentity dataset) {
        return input.name().equals(dataset.name()) && input.digest().equals(dataset.mlflowDigest());
    }

    private synchronized boolean add(DatasetIdentity dataset, String context) {
        if (isLogged(dataset, context)) {
            return false;
        }
        DatasetInput input = new DatasetInput(
                dataset.name(),
                dataset.mlflowDigest(),
                dataset.source().type(),
                Json.write(sourceFields(dataset.source())),
                dataset.schemaJson(),
                dataset.profileJson(),
                context);
        inputs.add(input);
        keep.accept(input);
        return true;
    }

    private Map<String, ?> sourceFields(DatasetSource source) {
        return source.type().equals("code") && source.fields().isEmpty() ? Map.of("tags", sourceTags) : source.fields();
    }

    /** Those that were not logged yet; where a name is taken by another text, under the name with a number. */
    private synchronized Map<String, String> unlogged(Map<String, String> logged, Map<String, String> given) {
        Map<String, String> fresh = new LinkedHashMap<>();
        given.forEach((name, text) -> {
            String free = name;
            for (int i = 2; !text.equals(logged.getOrDefault(free, text)); i++) {
                free = numbered(name, i);
            }
            if (logged.put(free, text) == null) {
                fresh.put(free, text);
            }
        });
        return fresh;
    }

    /** {@code split.json} becomes {@code split-2.json}. */
    private static String numbered(String name, int number) {
        int dot = name.endsWith(".json") ? name.length() - ".json".length() : name.length();
        return name.substring(0, dot) + "-" + number + name.substring(dot);
    }
}
