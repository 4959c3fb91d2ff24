/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.RunStatus;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.DatasetInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** Checks what is logged to one run and writes it to the journal on the calling thread. Thread-safe. */
public final class RunRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

    private final RunFolder folder;
    private final RunWriters.OpenWriter writer;
    private final RunOrigin origin;
    private final Clock clock;
    private final Carrier carrier;
    private final ArtifactRecorder artifacts;
    private final Keys metricKeys = new Keys("metric");
    private final Keys paramKeys = new Keys("param");
    private final Keys tagKeys = new Keys("tag");
    private final Map<String, String> params = new HashMap<>();
    private final InputRecorder inputs;
    private final List<String> problems = new ArrayList<>();
    private @Nullable RunStatus outcome;
    private String reason = "";
    private boolean closed;
    private boolean saidClosed;
    private long lostFiles;
    private @Nullable AutoCloseable companion;

    /** Takes over an open writer; what was logged to the run before is given as its state. */
    public RunRecorder(
            RunFolder folder,
            RunWriters.OpenWriter writer,
            RunOrigin origin,
            RunState before,
            Clock clock,
            Carrier carrier) {
        this.folder = folder;
        this.writer = writer;
        this.origin = origin;
        this.clock = clock;
        this.carrier = carrier;
        this.artifacts = new ArtifactRecorder(folder, this::artifactWritten, this::problem, this::artifactLost);
        this.params.putAll(before.params());
        this.inputs =
                new InputRecorder(before.inputs(), origin.sourceTags(), this::inputLogged, this::artifact, this::tags);
    }

    /** Where the run lies. */
    public RunFolder folder() {
        return folder;
    }

    /** The run's key. */
    public String key() {
        return folder.key();
    }

    /** The run's name. */
    public String name() {
        return origin.name();
    }

    /** The server's id of the run. */
    public Optional<String> deliveredRunId() {
        return carrier.runId(folder);
    }

    /** Where a person sees the run. */
    public Optional<URI> page() {
        return carrier.page(folder);
    }

    /** The server's id of a model of this run. */
    public Optional<String> deliveredModelId(String modelKey) {
        return carrier.modelId(folder, modelKey);
    }

    // ---- params, metrics, tags

    /** Logs values of metrics at a step, with one timestamp. */
    public void metrics(Map<String, Double> metrics, long step) {
        if (metrics.isEmpty() || isClosed("metric")) {
            return;
        }
        long now = clock.millis();
        List<String> names = new ArrayList<>(metrics.size());
        double[] values = new double[metrics.size()];
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            values[names.size()] = metric.getValue();
            names.add(metricKeys.clean(metric.getKey()));
        }
        writer.journal().appendMetrics(now, step, names, values);
        carrier.logged(values.length);
    }

    /** Logs params; the first value of each stays. */
    public synchronized void params(Map<String, String> given) {
        if (given.isEmpty() || isClosed("param")) {
            return;
        }
        Map<String, String> cut = new LinkedHashMap<>();
        given.forEach((givenKey, value) -> {
            String key = paramKeys.clean(givenKey);
            cut.put(key, fitting(key, value));
        });
        cut.forEach((key, value) -> {
            String first = params.putIfAbsent(key, value);
            if (first != null && !first.equals(value)) {
                problem("param '" + key + "' keeps its first value '" + shortened(first) + "': a param cannot be"
                        + " changed; '" + shortened(value) + "' is kept in the journal only. Log it under another name,"
                        + " or as a tag, which may change");
            }
        });
        append(new Entry.Params(clock.millis(), cut));
        carrier.logged(cut.size());
    }

    private String fitting(String key, String value) {
        int limit = BatchLimits.MLFLOW.paramLength();
        if (value.length() <= limit) {
            return value;
        }
        String path = "params/" + key.replace(':', '_') + ".txt";
        artifact(value.getBytes(StandardCharsets.UTF_8), path);
        LOG.warn(
                "param '{}' has {} characters, MLflow allows {}: the param is cut, the whole value is the artifact"
                        + " '{}'.",
                key,
                value.length(),
                limit,
                path);
        return value.substring(0, limit - 3) + "...";
    }

    /** Sets tags. */
    public void tags(Map<String, String> given) {
        if (given.isEmpty() || isClosed("tag")) {
            return;
        }
        Map<String, String> clean = new LinkedHashMap<>();
        given.forEach((key, value) -> clean.put(tagKeys.clean(key), value));
        append(new Entry.Tags(clock.millis(), clean));
        carrier.logged(clean.size());
    }

    // ---- datasets

    /** Names a dataset; a second context of the same name and digest goes into the name. */
    public DatasetIdentity input(DatasetIdentity dataset, String context) {
        return isClosed("dataset input") ? dataset : inputs.log(dataset, context);
    }

    /** Asked again, because describing the data may have taken longer than the run. */
    private synchronized void inputLogged(DatasetInput input) {
        if (!isClosed("dataset input")) {
            append(new Entry.Input(clock.millis(), input));
            carrier.logged(1);
        }
    }

    // ---- artifacts

    /** Writes bytes as a file of the run. */
    public void artifact(byte[] bytes, String path) {
        if (!isClosed("artifact")) {
            artifacts.bytes(bytes, path);
        }
    }

    /** Writes an image, which is encoded only if the run is open. */
    public void image(Callable<byte[]> encoded, String path) {
        if (!isClosed("image")) {
            artifacts.image(encoded, path);
        }
    }

    /** Copies a file into a folder of the run. */
    public void artifactFile(java.nio.file.Path file, String intoFolder) {
        if (!isClosed("artifact")) {
            artifacts.file(file, intoFolder);
        }
    }

    /** Copies a directory's content into a folder of the run. */
    public void artifactDirectory(java.nio.file.Path directory, String intoFolder) {
        if (!isClosed("artifact")) {
            artifacts.directory(directory, intoFolder);
        }
    }

    /** Writes a table as MLflow does. */
    public synchronized void table(Map<String, ? extends java.util.Collection<?>> columns, String path) {
        if (!isClosed("table")) {
            artifacts.table(columns, path).ifPresent(tag -> tags(Map.of("mlflow.loggedArtifacts", tag)));
        }
    }

    private void artifactWritten(String path, long size, String sha256) {
        append(new Entry.Artifact(clock.millis(), path, size, sha256));
        carrier.logged(1);
    }

    private synchronized void artifactLost(String words) {
        lostFiles++;
        problem(words);
    }

    // ---- models

    /** Says that a package lies among the store's models. */
    public void model(String modelKey, String name, String digest) {
        append(new Entry.ModelLogged(clock.millis(), modelKey, name, digest, origin.sourceTags()));
        append(new Entry.ModelFinished(clock.millis(), modelKey));
        carrier.logged(1);
    }

    /** Logs values that belong to a model. */
    public void modelMetrics(
            String modelKey, Map<String, Double> metrics, long step, @Nullable DatasetIdentity dataset) {
        if (metrics.isEmpty() || isClosed("model metric")) {
            return;
        }
        List<String> names = new ArrayList<>();
        double[] values = new double[metrics.size()];
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            values[names.size()] = metric.getValue();
            names.add(metricKeys.clean(metric.getKey()));
        }
        append(new Entry.ModelMetrics(
                clock.millis(),
                modelKey,
                dataset == null ? "" : dataset.name(),
                dataset == null ? "" : dataset.mlflowDigest(),
                step,
                names,
                values));
        carrier.logged(values.length);
    }

    /** Says that a model is to be a version. */
    public void version(RunState.StoredVersion version) {
        append(new Entry.VersionRegistered(
                clock.millis(),
                version.key(),
                version.name(),
                version.modelKey(),
                version.tags(),
                version.description()));
        carrier.registered(folder, version);
    }

    /** The number of a version, once it has one. */
    public OptionalInt versionNumber(RunState.StoredVersion version) {
        return carrier.versionNumber(folder, version);
    }

    /** Waits for the number of a version. */
    public int awaitVersionNumber(RunState.StoredVersion version, Duration timeout) {
        return carrier.awaitVersionNumber(folder, version, timeout);
    }

    // ---- the end

    /** Closes something of the run's, such as its sampler of system metrics, before the run ends. */
    public synchronized void closeWithRun(AutoCloseable something) {
        companion = something;
    }

    /** Forces the journal to the disk. */
    public void flush() {
        writer.journal().force();
    }

    /** States how the run ends; the first failure stays. */
    public synchronized void outcome(RunStatus status, String why) {
        if (outcome != RunStatus.FAILED) {
            outcome = status;
            reason = why;
        }
    }

    /** Whether the run was closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the run and closes its file. Idempotent. */
    public void close() {
        closeCompanion();
        synchronized (this) {
            end(outcome == null ? RunStatus.FAILED : outcome, reason);
        }
    }

    /** Ends the run with a status of the caller's, whatever was stated before. Idempotent. */
    public void close(RunStatus status, String why) {
        closeCompanion();
        end(status, why);
    }

    private synchronized void end(RunStatus status, String why) {
        if (closed) {
            return;
        }
        closed = true;
        new RunEnd(folder, writer, clock)
                .write(origin.owned() ? new Entry.RunEnded(clock.millis(), status, why) : null, lostFiles);
        RunReader.tryRead(folder);
        carrier.ended(folder);
    }

    /** Outside the monitor, because what is being closed may wait for a thread that logs to this run. */
    private void closeCompanion() {
        AutoCloseable taken;
        synchronized (this) {
            taken = companion;
            companion = null;
        }
        if (taken != null) {
            try {
                taken.close();
            } catch (Exception e) {
                LOG.debug("{} did not close: {}", taken, e.getMessage());
            }
        }
    }

    /** What could not be kept or was refused, in words. */
    public synchronized List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (writer.journal().lost() > 0) {
            all.add(writer.journal().lost() + " values could not be written: "
                    + writer.journal().lostReason());
        }
        return all;
    }

    private void append(Entry entry) {
        writer.journal().append(entry);
    }

    private synchronized void problem(String words) {
        if (!problems.contains(words)) {
            LOG.warn("{}: {}.", origin.name(), words);
            problems.add(words);
        }
    }

    private synchronized boolean isClosed(String what) {
        if (closed && !saidClosed) {
            saidClosed = true;
            problem("the run is closed, so a " + what + " was not logged. Log before close(), or go on with the run by"
                    + " Ratchet.resume(\"" + key() + "\")");
        }
        return closed;
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 57) + "...";
    }
}
