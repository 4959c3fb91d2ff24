/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.TextLog;
import dev.ratchet.internal.json.Json;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.StoreTags;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a server has acknowledged of a run, kept in a log beside the run's journals: every fact is appended before the
 * next step is taken, so that a process that dies leaves nothing to guess but one unanswered request. Thread-safe.
 */
public final class Acknowledged implements Closeable {

    /** One of the two lanes in which a run is delivered, each with its own place in every journal. */
    enum Lane {
        DATA,
        FILES
    }

    /** The run on the server. */
    record ServerRun(String id, String experimentId, String artifactRoot) {}

    private @Nullable TextLog log;
    private @Nullable ServerRun run;
    private @Nullable RunStatus status;
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    private final Map<String, Long> lastAttempt = new LinkedHashMap<>();
    private final Set<String> settled = new LinkedHashSet<>();
    private final Map<String, ModelRecord> models = new LinkedHashMap<>();
    private final Set<String> ready = new LinkedHashSet<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    private Acknowledged(Path path, boolean write) {
        try {
            for (String line : TextLog.read(path)) {
                apply(Json.readObject(line));
            }
            this.log = write ? new TextLog(path) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens for delivery; the caller holds the delivery lock. */
    static Acknowledged open(RunFolder folder, String targetId) {
        return new Acknowledged(folder.acknowledgements(targetId), true);
    }

    /** Reads what is there, without a lock. */
    public static Acknowledged read(RunFolder folder, String targetId) {
        return new Acknowledged(folder.acknowledgements(targetId), false);
    }

    private synchronized void note(Map<String, Object> fact) {
        apply(fact);
        if (log != null) {
            try {
                log.append(Json.write(fact));
            } catch (IOException e) {
                throw new UncheckedIOException("The record of what was delivered cannot be written", e);
            }
        }
    }

    private void apply(Map<String, ? extends @Nullable Object> fact) {
        switch (text(fact, "fact")) {
            case "run" -> run = new ServerRun(text(fact, "id"), text(fact, "experiment"), text(fact, "root"));
            case "at" -> offsets.put(text(fact, "lane") + " " + text(fact, "writer"), number(fact, "offset"));
            case "attempt" -> {
                attempts.merge(text(fact, "what"), 1, Integer::sum);
                lastAttempt.put(text(fact, "what"), number(fact, "time"));
            }
            case "unsent", "removed" -> attempts.merge(text(fact, "what"), -1, Integer::sum);
            case "settled" -> settled.add(text(fact, "what"));
            case "model" -> {
                ModelRecord model = new ModelRecord(
                        text(fact, "id"),
                        text(fact, "name"),
                        text(fact, "experiment"),
                        text(fact, "run"),
                        text(fact, "root"),
                        text(fact, "path"),
                        false,
                        Map.of(StoreTags.MODEL_KEY, text(fact, "key")));
                models.put(text(fact, "key"), model);
            }
            case "ready" -> ready.add(text(fact, "key"));
            case "version" -> versions.put(text(fact, "key"), (int) number(fact, "number"));
            case "refused" -> refused.add(text(fact, "words"));
            case "status" -> status = RunStatus.valueOf(text(fact, "status"));
            default -> {
                // A fact of a newer version.
            }
        }
    }

    private static String text(Map<String, ? extends @Nullable Object> fact, String key) {
        Object value = fact.get(key);
        return value == null ? "" : value.toString();
    }

    private static long number(Map<String, ? extends @Nullable Object> fact, String key) {
        return fact.get(key) instanceof Number number ? number.longValue() : 0;
    }

    // ---- facts

    void created(ServerRun created) {
        note(Map.of(
                "fact", "run",
                "id", created.id(),
                "experiment", created.experimentId(),
                "root", created.artifactRoot()));
    }

    void delivered(Lane lane, String writer, long offset) {
        note(Map.of("fact", "at", "lane", lane.name(), "writer", writer, "offset", offset));
    }

    /** Moves a lane over entries that are not its own; worth no record. */
    synchronized void passed(Lane lane, String writer, long offset) {
        offsets.put(lane + " " + writer, offset);
    }

    void attempt(String what, long time) {
        note(Map.of("fact", "attempt", "what", what, "time", time));
    }

    /** The last attempt surely created nothing: it never reached the server, or the server said no. */
    void unsent(String what) {
        note(Map.of("fact", "unsent", "what", what));
    }

    /** What an attempt created beside the one in use is deleted. */
    void removed(String what) {
        note(Map.of("fact", "removed", "what", what));
    }

    void settled(String what) {
        note(Map.of("fact", "settled", "what", what));
    }

    void model(String key, ModelRecord model) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("fact", "model");
        fact.put("key", key);
        fact.put("id", model.id());
        fact.put("name", model.name());
        fact.put("experiment", model.experimentId());
        fact.put("run", model.runId());
        fact.put("root", model.artifactRoot());
        fact.put("path", model.artifactPath());
        note(fact);
    }

    void ready(String key) {
        note(Map.of("fact", "ready", "key", key));
    }

    void version(String key, int number) {
        note(Map.of("fact", "version", "key", key, "number", number));
    }

    void refused(String words) {
        note(Map.of("fact", "refused", "words", words));
    }

    void status(RunStatus sent) {
        note(Map.of("fact", "status", "status", sent.name()));
    }

    // ---- questions

    synchronized Optional<ServerRun> run() {
        return Optional.ofNullable(run);
    }

    /** The server's id of the run. */
    public synchronized Optional<String> runId() {
        return run().map(ServerRun::id);
    }

    synchronized long offset(Lane lane, String writer) {
        return offsets.getOrDefault(lane + " " + writer, 0L);
    }

    synchronized int attempts(String what) {
        return attempts.getOrDefault(what, 0);
    }

    /** Whether there was an attempt, even one that surely created nothing. */
    synchronized boolean isTried(String what) {
        return lastAttempt.containsKey(what);
    }

    synchronized long lastAttempt(String what) {
        return lastAttempt.getOrDefault(what, 0L);
    }

    synchronized boolean isSettled(String what) {
        return settled.contains(what);
    }

    /** What was created in more than one attempt and has not been looked up since. */
    synchronized List<String> unsettled() {
        return attempts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1 && !settled.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized Optional<ModelRecord> model(String key) {
        return Optional.ofNullable(models.get(key));
    }

    synchronized boolean isReady(String key) {
        return ready.contains(key);
    }

    /** The number of a version. */
    public synchronized OptionalInt versionNumber(String key) {
        Integer number = versions.get(key);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** What the server refused for good, in its words. */
    public synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    /** The last status that was sent. */
    public synchronized Optional<RunStatus> status() {
        return Optional.ofNullable(status);
    }

    /** Closes the log. What is noted afterwards is not kept, so it is delivered again, which changes nothing. */
    @Override
    public synchronized void close() {
        if (log != null) {
            try {
                log.force();
                log.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                log = null;
            }
        }
    }
}
