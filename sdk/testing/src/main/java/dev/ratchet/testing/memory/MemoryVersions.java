/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.NotFoundException;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.VersionRecord;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A registered model with its versions. Guarded by its store. */
final class MemoryVersions {

    final long createdTime;
    String name;
    String description = "";
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Integer> aliases = new TreeMap<>();
    private final NavigableMap<Integer, Version> byNumber = new TreeMap<>();
    private int last;

    MemoryVersions(String name, long createdTime) {
        this.name = name;
        this.createdTime = createdTime;
    }

    /** What of a version may change. */
    static final class Version {
        private final NewVersion created;
        private final long createdTime;
        final Map<String, String> tags;
        String description;
        VersionRecord.Stage stage = VersionRecord.Stage.NONE;

        Version(NewVersion created, long createdTime) {
            this.created = created;
            this.createdTime = createdTime;
            this.tags = new TreeMap<>(created.tags());
            this.description = created.description();
        }
    }

    RegisteredModelRecord toRecord() {
        return new RegisteredModelRecord(name, createdTime, description, tags, aliases);
    }

    VersionRecord add(NewVersion version, long time) {
        byNumber.put(++last, new Version(version, time));
        return record(last);
    }

    Version version(int number) {
        Version version = byNumber.get(number);
        if (version == null) {
            throw new NotFoundException("There is no version " + number + " of '" + name
                    + "' in the stores in memory; there are " + byNumber.keySet() + ".");
        }
        return version;
    }

    VersionRecord record(int number) {
        Version version = version(number);
        List<String> own = aliases.entrySet().stream()
                .filter(alias -> alias.getValue() == number)
                .map(Map.Entry::getKey)
                .toList();
        return new VersionRecord(
                name,
                number,
                version.created.model().runId(),
                version.created.model().id(),
                version.created.model().artifactRoot(),
                version.createdTime,
                version.stage,
                own,
                version.tags,
                version.description);
    }

    List<VersionRecord> records() {
        return byNumber.keySet().stream().map(this::record).toList();
    }

    Optional<VersionRecord> byAlias(String alias) {
        return Optional.ofNullable(aliases.get(alias)).map(this::record);
    }

    void move(int number, VersionRecord.Stage stage, boolean archiveExisting) {
        Version moved = version(number);
        if (archiveExisting) {
            byNumber.values().stream()
                    .filter(version -> version.stage == stage)
                    .forEach(version -> version.stage = VersionRecord.Stage.ARCHIVED);
        }
        moved.stage = stage;
    }

    void delete(int number) {
        version(number);
        byNumber.remove(number);
        aliases.values().removeIf(target -> target == number);
    }
}
