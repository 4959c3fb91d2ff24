/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A registered model in memory, while its file is read or changed. Not thread-safe. */
final class LocalRegisteredModel {

    private static final long FORMAT = 1;

    final String name;
    /** A store may be moved, so where a model lies is never written down. */
    private final UnaryOperator<String> rootOfModel;

    long createdTime;
    String description = "";
    final Map<String, String> tags = new TreeMap<>();
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
                VersionRecord.Stage.NONE,
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

    RegisteredModelRecord toRecord() {
        return new RegisteredModelRecord(name, createdTime, description, tags, aliases);
    }

    void change(int number, UnaryOperator<VersionRecord> change) {
        byNumber.put(number, change.apply(version(number)));
    }

    /** Moves a version, and archives the others of its new stage where that is wanted. */
    void move(int number, VersionRecord.Stage stage, boolean archiveExisting) {
        VersionRecord moved = version(number);
        if (archiveExisting) {
            byNumber.replaceAll((any, version) ->
                    version.stage() == stage ? inStage(version, VersionRecord.Stage.ARCHIVED) : version);
        }
        byNumber.put(number, inStage(moved, stage));
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
        return with(version, version.stage(), own, version.tags(), version.description());
    }

    private static VersionRecord inStage(VersionRecord version, VersionRecord.Stage stage) {
        return with(version, stage, version.aliases(), version.tags(), version.description());
    }

    static VersionRecord described(VersionRecord version, String description) {
        return with(version, version.stage(), version.aliases(), version.tags(), description);
    }

    static VersionRecord tagged(VersionRecord version, String key, @Nullable String value) {
        Map<String, String> tags = new LinkedHashMap<>(version.tags());
        if (value == null) {
            tags.remove(key);
        } else {
            tags.put(key, value);
        }
        return with(version, version.stage(), version.aliases(), tags, version.description());
    }

    private static VersionRecord with(
            VersionRecord version,
            VersionRecord.Stage stage,
            List<String> aliases,
            Map<String, String> tags,
            String description) {
        return new VersionRecord(
                version.name(),
                version.number(),
                version.runId(),
                version.modelId(),
                version.artifactRoot(),
                version.createdTime(),
                stage,
                aliases,
                tags,
                description);
    }

    /** The same under another name. */
    LocalRegisteredModel renamed(String newName) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(toJson());
        json.put("name", newName);
        return fromJson(json, rootOfModel);
    }

    Map<String, Object> toJson() {
        List<Object> versions = new ArrayList<>();
        for (VersionRecord version : byNumber.values()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("version", version.number());
            fields.put("run", version.runId());
            fields.put("model", version.modelId());
            fields.put("created", version.createdTime());
            fields.put("stage", version.stage().label());
            fields.put("description", version.description());
            fields.put("tags", version.tags());
            versions.add(fields);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("name", name);
        json.put("created", createdTime);
        json.put("description", description);
        json.put("tags", tags);
        json.put("next", next);
        json.put("aliases", aliases);
        json.put("versions", versions);
        return json;
    }

    static LocalRegisteredModel fromJson(Map<String, @Nullable Object> json, UnaryOperator<String> rootOfModel) {
        long format = number(json.get("format")).longValue();
        if (format != FORMAT) {
            // Written back by this release, it would lose what the other one added.
            throw new RefusedException("it has format " + format + ", and this release of Ratchet reads format "
                    + FORMAT + ". Use the release that wrote it, or a later one.");
        }
        LocalRegisteredModel model = new LocalRegisteredModel(String.valueOf(json.get("name")), rootOfModel);
        model.next = number(json.get("next")).intValue();
        model.createdTime = number(json.get("created")).longValue();
        model.description = text(json.get("description"));
        map(json.get("tags")).forEach((key, value) -> model.tags.put(key, text(value)));
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
                // Written by releases that knew no stages.
                fields.containsKey("stage")
                        ? VersionRecord.Stage.of(text(fields.get("stage")))
                        : VersionRecord.Stage.NONE,
                List.of(),
                tags,
                text(fields.get("description")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Number number(@Nullable Object value) {
        return value instanceof Number number ? number : 0;
    }
}
