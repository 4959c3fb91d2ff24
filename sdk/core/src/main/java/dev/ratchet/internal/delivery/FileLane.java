/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.TrackingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The lane of artifacts, models, what is linked to models, and versions, beside the metrics so that a large file does
 * not hold them up. A model is ready, and its version created, only after all its files are confirmed.
 */
final class FileLane {

    /** Prefixes of what is created, before the key. */
    static final String MODEL = "model ";

    static final String VERSION = "version:";

    private static final Logger LOG = LoggerFactory.getLogger(FileLane.class);

    private final RunFolder folder;
    private final Target target;
    private final Acknowledged acknowledged;
    private final KeyedCreate creates;
    private final DataLane data;
    private final StoreLayout layout;

    /** Delivers through {@code data} what turns out to be values of the run only. */
    FileLane(RunFolder folder, Target target, Acknowledged acknowledged, KeyedCreate creates, DataLane data) {
        this.folder = folder;
        this.target = target;
        this.acknowledged = acknowledged;
        this.creates = creates;
        this.data = data;
        this.layout = new StoreLayout(Objects.requireNonNull(
                Objects.requireNonNull(folder.path().getParent()).getParent()));
    }

    /** Delivers to the ends of the journals as they are now. */
    void deliver(Acknowledged.ServerRun run, Progress progress) {
        JournalCursor.read(folder, acknowledged, Acknowledged.Lane.FILES, (writer, entry, end) -> {
            if (entry instanceof Entry.Artifact file) {
                artifact(run, file, progress);
            } else if (entry instanceof Entry.ModelFinished finished) {
                model(run, finished.key(), progress);
            } else if (entry instanceof Entry.ModelMetrics metrics) {
                modelMetrics(run, metrics);
            } else if (entry instanceof Entry.VersionRegistered version) {
                version(version);
            } else {
                acknowledged.passed(Acknowledged.Lane.FILES, writer, end);
                return true;
            }
            acknowledged.delivered(Acknowledged.Lane.FILES, writer, end);
            return true;
        });
    }

    /** Whether an entry is for this lane to deliver. */
    static boolean isOwn(Entry entry) {
        return entry instanceof Entry.Artifact
                || entry instanceof Entry.ModelFinished
                || entry instanceof Entry.ModelMetrics
                || entry instanceof Entry.VersionRegistered;
    }

    private void artifact(Acknowledged.ServerRun run, Entry.Artifact artifact, Progress progress) {
        Path file = folder.artifact(artifact.path());
        try {
            target.stores().artifacts().upload(run.artifactRoot(), artifact.path(), file, artifact.sha256());
            progress.file(artifact.path(), artifact.size());
        } catch (RefusedException e) {
            if (!isReplaced(artifact)) {
                refuse("artifact '" + artifact.path() + "'", e);
            }
        }
    }

    /** Whether the run has logged other bytes under the same path since; they come later in the journal. */
    private boolean isReplaced(Entry.Artifact artifact) {
        RunState.StoredArtifact latest =
                RunReader.readJournals(folder).artifacts().get(artifact.path());
        return latest != null && !latest.sha256().equals(artifact.sha256());
    }

    private void model(Acknowledged.ServerRun run, String key, Progress progress) {
        RunState.StoredModel stored = RunReader.readJournals(folder).models().get(key);
        if (stored == null) {
            return;
        }
        ModelDelivery delivery = new ModelDelivery(target, layout.model(key), run, stored);
        TrackingStore tracking = target.stores().tracking();
        try {
            ModelRecord model = acknowledged.model(key).orElse(null);
            if (model == null) {
                model = creates.createOnce(
                        MODEL + key,
                        () -> tracking.findModels(run.experimentId(), run.id(), key),
                        () -> tracking.createModel(delivery.description()));
                acknowledged.model(key, model);
            }
            if (!acknowledged.isReady(key)) {
                delivery.upload(model, progress);
                acknowledged.ready(key);
            }
        } catch (RefusedException e) {
            refuse(label(stored), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void modelMetrics(Acknowledged.ServerRun run, Entry.ModelMetrics metrics) {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < metrics.values().length; i++) {
            points.add(new MetricPoint(metrics.keys().get(i), metrics.values()[i], metrics.time(), metrics.step()));
        }
        Batch unlinked = Batch.metrics(points);
        ModelRecord model = acknowledged.model(metrics.modelKey()).orElse(null);
        if (model == null) {
            data.send(run.id(), unlinked);
            return;
        }
        try {
            target.stores()
                    .tracking()
                    .logModelMetrics(run.id(), model, metrics.datasetName(), metrics.datasetDigest(), points);
        } catch (RefusedException e) {
            if (!(e instanceof NotFoundException)) {
                data.send(run.id(), unlinked);
            }
            refuse(
                    "link of the metrics '" + String.join("', '", metrics.keys()) + "' to model '" + model.name() + "'",
                    e);
        }
    }

    private void version(Entry.VersionRegistered version) {
        if (acknowledged.versionNumber(version.key()).isPresent()) {
            return;
        }
        ModelRecord model = readyModel(version);
        if (model == null) {
            acknowledged.refused("version of '" + version.name() + "': its model was refused");
            return;
        }
        ModelRegistry registry = target.stores().registry();
        try {
            int number = creates.createOnce(
                            VERSION + version.name() + " " + version.key(),
                            () -> registry.findVersions(version.name(), version.key()),
                            () -> registry.createVersion(new NewVersion(
                                    version.name(), version.key(), model, version.tags(), version.description())))
                    .number();
            acknowledged.version(version.key(), number);
        } catch (RefusedException e) {
            refuse("version of '" + version.name() + "'", e);
        }
    }

    /** The version's model on the server, which this run or another of the store has delivered; null when it never will. */
    private @Nullable ModelRecord readyModel(Entry.VersionRegistered version) {
        String key = version.modelKey();
        if (RunReader.readJournals(folder).models().containsKey(key)) {
            return acknowledged.isReady(key) ? acknowledged.model(key).orElse(null) : null;
        }
        for (RunFolder other : layout.allRuns()) {
            RunState state = RunReader.tryRead(other).orElse(null);
            if (state == null || !state.models().containsKey(key)) {
                continue;
            }
            Acknowledged itsOwn = Acknowledged.read(other, target.id());
            if (itsOwn.isReady(key)) {
                return itsOwn.model(key).orElse(null);
            }
            String label = label(Objects.requireNonNull(state.models().get(key)));
            if (itsOwn.refused().stream().noneMatch(words -> words.startsWith(label + ":"))) {
                throw new ModelWaitException("a version of '" + version.name() + "' waits for its model, which run '"
                        + state.name() + "' (" + other.key() + ") has logged and not delivered yet");
            }
            return null;
        }
        return null;
    }

    /** How a model is called where it is said that it was refused. */
    private static String label(RunState.StoredModel model) {
        return "model '" + model.name() + "'";
    }

    private void refuse(String what, RefusedException e) {
        if (e instanceof NotFoundException) {
            throw new BlockedException(what + " cannot be delivered: " + e.getMessage());
        }
        String words = what + ": " + e.getMessage();
        LOG.warn("The server refused {} It stays in the local store.", words);
        acknowledged.refused(words);
    }
}
