/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.StoreTags;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What all journals of a run say together, entry by entry. The first value of a param stays, the last of a tag; a metric
 * shows its latest point. Not thread-safe.
 */
public final class RunState {

    /** A file of the run. */
    public record StoredArtifact(String path, long size, String sha256) {}

    /** A model of the run. */
    public record StoredModel(String key, String name, String digest, boolean ready, Map<String, String> tags) {}

    /** A version that the run registers. */
    public record StoredVersion(
            String key, String name, String modelKey, Map<String, String> tags, String description) {}

    final String key;
    String experiment = "";
    String name = "";
    String parentKey = "";
    RunStatus status = RunStatus.RUNNING;
    String endReason = "";
    long startTime;
    long endTime = -1;
    long lastTime;
    boolean deleted;
    boolean joined;
    long lost;
    final Map<String, String> params = new LinkedHashMap<>();
    final Map<String, MetricPoint> metrics = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    final Set<DatasetInput> inputs = new LinkedHashSet<>();
    final Map<String, StoredArtifact> artifacts = new LinkedHashMap<>();
    final Map<String, StoredModel> models = new LinkedHashMap<>();
    final Map<String, StoredVersion> versions = new LinkedHashMap<>();
    final Set<String> damages = new LinkedHashSet<>();
    final List<String> refused = new ArrayList<>();
    private final Map<String, Long> tagTimes = new LinkedHashMap<>();
    private long statusTime = Long.MIN_VALUE;
    /** Orders entries of different files; a clock that is set back does not turn the order of one file around. */
    private long order = Long.MIN_VALUE;

    /** A run of which nothing is known yet. */
    public RunState(String key) {
        this.key = key;
    }

    /** Takes one more entry into account. */
    public void apply(Entry entry) {
        lastTime = Math.max(lastTime, entry.time());
        order = entry instanceof Entry.WriterOpened ? Long.MIN_VALUE : Math.max(order, entry.time());
        if (entry instanceof Entry.Metrics points) {
            for (int i = 0; i < points.values().length; i++) {
                point(new MetricPoint(points.keys().get(i), points.values()[i], points.time(), points.step()));
            }
        } else if (entry instanceof Entry.ModelMetrics points) {
            for (int i = 0; i < points.values().length; i++) {
                point(new MetricPoint(points.keys().get(i), points.values()[i], points.time(), points.step()));
            }
        } else if (entry instanceof Entry.Params more) {
            more.params().forEach(this::param);
        } else if (entry instanceof Entry.Tags more) {
            more.tags().forEach(this::tag);
        } else if (entry instanceof Entry.Input input) {
            inputs.add(input.input());
        } else if (entry instanceof Entry.Artifact file) {
            artifacts.put(file.path(), new StoredArtifact(file.path(), file.size(), file.sha256()));
        } else if (entry instanceof Entry.Lost loss) {
            lost += loss.count();
        } else {
            applyLife(entry);
            applyModel(entry);
        }
    }

    private void applyLife(Entry entry) {
        if (entry instanceof Entry.RunCreated created) {
            experiment = created.experiment();
            name = created.name();
            parentKey = created.parentKey();
            startTime = created.time();
            created.tags().forEach(this::tag);
            status(RunStatus.RUNNING, created.time(), "");
        } else if (entry instanceof Entry.RunJoined run) {
            joined = true;
            startTime = startTime == 0 ? run.time() : startTime;
        } else if (entry instanceof Entry.RunResumed resumed) {
            status(RunStatus.RUNNING, resumed.time(), "");
        } else if (entry instanceof Entry.RunEnded ended) {
            status(ended.status(), ended.time(), ended.reason());
        } else if (entry instanceof Entry.RunDeleted) {
            deleted = true;
        }
    }

    private void applyModel(Entry entry) {
        if (entry instanceof Entry.ModelLogged model) {
            models.put(model.key(), new StoredModel(model.key(), model.name(), model.digest(), false, model.tags()));
        } else if (entry instanceof Entry.ModelFinished finished) {
            models.computeIfPresent(
                    finished.key(),
                    (key, model) -> new StoredModel(key, model.name(), model.digest(), true, model.tags()));
        } else if (entry instanceof Entry.ModelDeleted gone) {
            models.remove(gone.key());
        } else if (entry instanceof Entry.VersionRegistered version) {
            versions.put(
                    version.key(),
                    new StoredVersion(
                            version.key(), version.name(), version.modelKey(), version.tags(), version.description()));
        }
    }

    private void point(MetricPoint point) {
        metrics.merge(point.key(), point, (a, b) -> MetricPoint.LATEST_LAST.compare(a, b) <= 0 ? b : a);
    }

    private void param(String param, String value) {
        String first = params.putIfAbsent(param, value);
        if (first != null && !first.equals(value)) {
            refused.add("param '" + param + "' keeps its first value '" + first + "', refused: '" + value + "'");
        }
    }

    private void tag(String tag, String value) {
        if (tagTimes.getOrDefault(tag, Long.MIN_VALUE) <= order) {
            tags.put(tag, value);
            tagTimes.put(tag, order);
        }
    }

    private void status(RunStatus next, long time, String reason) {
        if (order >= statusTime) {
            statusTime = order;
            status = next;
            endReason = reason;
            endTime = next.isTerminal() ? Math.max(time, startTime) : -1;
        }
    }

    /** The run's key. */
    public String key() {
        return key;
    }

    /** The experiment's name. */
    public String experiment() {
        return experiment;
    }

    /** The name that people see. */
    public String name() {
        return name;
    }

    /** The key of the run above, or empty. */
    public String parentKey() {
        return parentKey;
    }

    /** Where the run is. */
    public RunStatus status() {
        return status;
    }

    /** Why it ended so, or empty. */
    public String endReason() {
        return endReason;
    }

    /** When it began. */
    public long startTime() {
        return startTime;
    }

    /** When it ended, or -1. */
    public long endTime() {
        return endTime;
    }

    /** When the last of its entries was logged. */
    public long lastTime() {
        return lastTime;
    }

    /** Whether it was deleted. */
    public boolean deleted() {
        return deleted;
    }

    /** Whether another tool began it. */
    public boolean joined() {
        return joined;
    }

    /** Its files by path. */
    public Map<String, StoredArtifact> artifacts() {
        return artifacts;
    }

    /** Its models by key. */
    public Map<String, StoredModel> models() {
        return models;
    }

    /** Its versions by key. */
    public Map<String, StoredVersion> versions() {
        return versions;
    }

    /** Its tags. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Its params. */
    public Map<String, String> params() {
        return params;
    }

    /** Its inputs. */
    public Set<DatasetInput> inputs() {
        return inputs;
    }

    /** What went wrong with its records, in words. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(damages);
        if (lost > 0) {
            problems.add(lost + " values could not be written");
        }
        problems.addAll(refused);
        return problems;
    }

    /** Whether anything says that the run exists. */
    public boolean exists() {
        return joined || !experiment.isEmpty();
    }

    /** The run as every store shows it. */
    public RunRecord toRecord(RunFolder folder) {
        Map<String, String> allTags = new LinkedHashMap<>(tags);
        allTags.putIfAbsent(StoreTags.RUN_KEY, key);
        allTags.put("mlflow.runName", name);
        if (!parentKey.isEmpty()) {
            allTags.put("mlflow.parentRunId", parentKey);
        }
        return new RunRecord(
                key,
                LocalExperiments.idOf(experiment),
                name,
                status,
                startTime,
                endTime < 0 ? OptionalLong.empty() : OptionalLong.of(endTime),
                StoreLayout.uriOf(folder.artifacts()),
                !deleted,
                params,
                metrics,
                allTags,
                List.copyOf(inputs),
                models.values().stream()
                        .map(model -> LocalModels.idOf(model.key()))
                        .toList());
    }

    @Nullable
    String firstParam(String param) {
        return params.get(param);
    }
}
