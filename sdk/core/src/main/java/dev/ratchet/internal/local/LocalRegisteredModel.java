/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A registered model in memory, while its file is read or changed. Not thread-safe. */
final class LocalRegisteredModel {

    final String name;
    /** A store may be moved, so where a model lies is never written down. */
    private final UnaryOperator<String> rootOfModel;

    final Map<String, Integer> aliases = new TreeMap<>();
    private final Map<Integer, VersionRecord> byNumber = new TreeMap<>();
    private int next = 1;

    LocalRegisteredModel(String name, UnaryOperator<String> rootOfModel) {
        this.name = name;
        this.rootOfModel = rootOfModel;
    }

    VersionRecord add(NewVersion version, long time) {
        int number = next++;
        VersionRecord record = new VersionRecord(
                name,
                number,
                version.model().runId(),
                version.model().id(),
                rootOfModel.apply(version.model().id()),
                time,
                List.of(),
                version.tags(),
                version.description());
        byNumber.put(number, record);
        return record;
    }

    VersionRecord version(int number) {
        VersionRecord version = byNumber.get(number);
        if (version == null) {
            throw new NotFoundException("There is no version " + number + " of '" + name + "' in the local store"
                    + (byNumber.isEmpty() ? "." : "; there are " + byNumber.keySet() + "."));
        }
        return withAliases(version);
    }

    Optional<VersionRecord> byAlias(String alias) {
        return Optional.ofNullable(aliases.get(alias)).map(byNumber::get).map(this::withAliases);
    }

    List<VersionRecord> versions() {
        return byNumber.values().stream().map(this::withAliases).toList();
    }

    VersionRecord tag(int number, String key, String value) {
        VersionRecord version = version(number);
        Map<String, String> tags = new LinkedHashMap<>(version.tags());
        tags.put(key, value);
        return Objects.requireNonNull(byNumber.put(number, with(version, List.of(), tags)));
    }

    VersionRecord delete(int number) {
        VersionRecord version = version(number);
        byNumber.remove(number);
        aliases.values().removeIf(target -> target == number);
        return version;
    }

    private VersionRecord withAliases(VersionRecord version) {
        List<String> own = aliases.entrySet().stream()
                .filter(alias -> alias.getValue() == version.number())
                .map(Map.Entry::getKey)
                .toList();
        return with(version, own, version.tags());
    }

    private static VersionRecord with(VersionRecord version, List<String> aliases, Map<String, String> tags) {
        return new VersionRecord(
                version.name(),
                version.number(),
                version.runId(),
                version.modelId(),
                version.artifactRoot(),
                version.createdTime(),
                aliases,
                tags,
                version.description());
    }

    Map<String, Object> toJson() {
        List<Object> versions = new ArrayList<>();
        for (VersionRecord version : byNumber.values()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("version", version.number());
            fields.put("run", version.runId());
            fields.put("model", version.modelId());
            fields.put("created", version.createdTime());
            fields.put("description", version.description());
            fields.put("tags", version.tags());
            versions.add(fields);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("name", name);
        json.put("next", next);
        json.put("aliases", aliases);
        json.put("versions", versions);
        return json;
    }

    static LocalRegisteredModel fromJson(Map<String, @Nullable Object> json, UnaryOperator<String> rootOfModel) {
        LocalRegisteredModel model = new LocalRegisteredModel(String.valueOf(json.get("name")), rootOfModel);
        model.next = number(json.get("next")).intValue();
        map(json.get("aliases"))
                .forEach((alias, version) ->
                        model.aliases.put(alias, number(version).intValue()));
        if (json.get("versions") instanceof List<?> versions) {
            for (Object entry : versions) {
                VersionRecord version = model.version(map(entry));
                model.byNumber.put(version.number(), version);
            }
        }
        return model;
    }

    private VersionRecord version(Map<String, @Nullable Object> fields) {
        Map<String, String> tags = new LinkedHashMap<>();
        map(fields.get("tags")).forEach((key, value) -> tags.put(key, String.valueOf(value)));
        return new VersionRecord(
                name,
                number(fields.get("version")).intValue(),
                String.valueOf(fields.get("run")),
                String.valueOf(fields.get("model")),
                rootOfModel.apply(String.valueOf(fields.get("model"))),
                number(fields.get("created")).longValue(),
                List.of(),
                tags,
                String.valueOf(fields.get("description")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static Number number(@Nullable Object value) {
        return value instanceof Number number ? number : 0;
    }
}
