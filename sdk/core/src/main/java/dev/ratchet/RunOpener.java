/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.Settings;
import dev.ratchet.internal.delivery.Reaper;
import dev.ratchet.internal.environment.EnvironmentSnapshot;
import dev.ratchet.internal.environment.SystemMetrics;
import dev.ratchet.internal.environment.SystemMetricsSampler;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.json.Json;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.internal.run.Carrier;
import dev.ratchet.internal.run.RunOrigin;
import dev.ratchet.internal.run.RunRecorder;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Begins runs, goes on with them, and knows those that are open. */
final class RunOpener {

    private static final Logger LOG = LoggerFactory.getLogger(RunOpener.class);
    private static final String GIVEN_RUN = "MLFLOW_RUN_ID";

    private final StoreLayout layout;
    private final Clock clock;
    private final Carrier carrier;
    private final Settings settings;
    private final Supplier<EnvironmentSnapshot> environment;
    private final @Nullable ServerInTime server;
    private final AtomicReference<@Nullable String> givenRun;
    private final Set<RunRecorder> open = ConcurrentHashMap.newKeySet();

    RunOpener(
            StoreLayout layout,
            Clock clock,
            Carrier carrier,
            Settings settings,
            Supplier<EnvironmentSnapshot> environment,
            @Nullable ServerInTime server) {
        this.layout = layout;
        this.clock = clock;
        this.carrier = carrier;
        this.settings = settings;
        this.environment = environment;
        this.server = server;
        this.givenRun =
                new AtomicReference<>(settings.get(GIVEN_RUN).map(String::strip).orElse(null));
    }

    StoreLayout layout() {
        return layout;
    }

    /** Begins a run; the first one goes on with the run that the environment names, as in Python. */
    Run begin(Experiment experiment, String name, @Nullable String parentKey) {
        String given = parentKey == null ? givenRun.getAndSet(null) : null;
        if (given != null) {
            LOG.info("{} is set: run {} goes on, and no run '{}' begins.", GIVEN_RUN, given, name);
            return goOn(given);
        }
        RunFolder folder = layout.run(RunWriters.newKey());
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        EnvironmentSnapshot snapshot = environment.get();
        first(
                writer,
                folder,
                new Entry.RunCreated(
                        clock.millis(),
                        folder.key(),
                        experiment.name(),
                        name,
                        parentKey == null ? "" : parentKey,
                        snapshot.mlflowTags()));
        RunRecorder recorder =
                new RunRecorder(folder, writer, origin(name, true), new RunState(folder.key()), clock, carrier);
        recorder.artifact(
                (Json.writePretty(snapshot.toJson()) + "\n").getBytes(StandardCharsets.UTF_8), "environment.json");
        return opened(experiment, recorder);
    }

    /** Without its first entry nothing of a run could be found again, and training has not begun yet. */
    private static void first(RunWriters.OpenWriter writer, RunFolder folder, Entry entry) {
        if (!writer.journal().append(entry)) {
            String reason = writer.journal().lostReason();
            writer.close();
            throw RunWriters.cannotWrite(folder, reason, null);
        }
    }

    private RunOrigin origin(String name, boolean owned) {
        Map<String, String> tags = new LinkedHashMap<>(environment.get().mlflowTags());
        tags.keySet().retainAll(List.of("mlflow.user", "mlflow.source.name", "mlflow.source.type"));
        return new RunOrigin(name, owned, tags);
    }

    private Run opened(Experiment experiment, RunRecorder recorder) {
        open.removeIf(RunRecorder::isClosed);
        open.add(recorder);
        carrier.begun(recorder.folder());
        settings.systemMetrics().ifPresent(interval -> sample(recorder, interval));
        return new Run(experiment, recorder);
    }

    private void sample(RunRecorder recorder, Duration interval) {
        SystemMetrics metrics = new SystemMetrics(settings.systemMetricsNode(), settings.nvidiaSmi());
        SystemMetricsSampler sampler = SystemMetricsSampler.start(metrics::sample, interval, recorder::metrics);
        recorder.closeWithRun(() -> {
            // First, or the sampler might wait for a GPU.
            metrics.close();
            sampler.close();
        });
    }

    /** Joins a run that another process owns, whatever has become of that one. */
    Run attach(String runId) {
        RunFolder folder = layout.existingRun(runId).orElse(null);
        if (folder != null) {
            return attach(folder);
        }
        if (server == null) {
            throw notHere(runId);
        }
        String target = server.stores().target();
        try {
            RunRecord run = server.ask("run", stores -> stores.tracking().run(runId));
            RunFolder known = layout.existingRun(run.key()).orElse(null);
            return known != null && known.key().equals(run.key())
                    ? attach(known)
                    : join(layout.run(RunWriters.newKey()), run.name(), target, run.id(), run.experimentId());
        } catch (UnavailableException e) {
            LOG.warn("{} What is logged for run {} is kept and delivered later.", e.getMessage(), runId);
            return join(layout.run(RunWriters.newKey()), "", target, runId, "");
        }
    }

    private Run attach(RunFolder folder) {
        RunState state = existing(folder);
        return opened(
                new Experiment(this, state.experiment()),
                new RunRecorder(
                        folder, RunWriters.open(folder, clock), origin(state.name(), false), state, clock, carrier));
    }

    private static RunState existing(RunFolder folder) {
        RunState state = RunReader.read(folder);
        if (!state.exists()) {
            throw new NotFoundException("'" + folder.path() + "' holds no run: nothing in it says which run it is.");
        }
        return state;
    }

    private NotFoundException notHere(String runId) {
        return new NotFoundException("There is no run '" + runId + "' in the local store '" + layout.root()
                + "'. `ratchet runs list` shows those that are there.");
    }

    private Run goOn(String runId) {
        try {
            RunFolder folder = layout.existingRun(runId).orElse(null);
            return folder != null || server == null
                    ? resume(runId)
                    : join(
                            server.ask("run", stores -> stores.tracking().run(runId)),
                            server.stores().target());
        } catch (NotFoundException e) {
            throw new MisconfiguredException(
                    GIVEN_RUN + " is '" + runId + "', which cannot be gone on with: " + e.getMessage(), e);
        } catch (UnavailableException e) {
            if (server == null) {
                throw e;
            }
            LOG.warn("{} What is logged for run {} is kept and delivered later.", e.getMessage(), runId);
            return join(layout.run(RunWriters.newKey()), "", server.stores().target(), runId, "");
        }
    }

    Run resume(String runId) {
        RunFolder folder = layout.existingRun(runId).orElse(null);
        if (folder != null) {
            return resume(folder);
        }
        if (server == null) {
            throw notHere(runId);
        }
        return join(server.stores().tracking().run(runId), server.stores().target());
    }

    private Run resume(RunFolder folder) {
        RunState state = existing(folder);
        boolean owned = !state.joined() && Reaper.ownerOf(folder, state) != Reaper.Owner.ALIVE;
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        if (owned) {
            first(writer, folder, new Entry.RunResumed(Math.max(clock.millis(), state.lastTime() + 1)));
        }
        return opened(
                new Experiment(this, state.experiment()),
                new RunRecorder(folder, writer, origin(state.name(), owned), state, clock, carrier));
    }

    private Run join(RunRecord run, String target) {
        RunFolder folder = layout.existingRun(run.key()).orElseGet(() -> layout.run(RunWriters.newKey()));
        if (!run.key().isEmpty() && folder.key().equals(run.key())) {
            return resume(folder);
        }
        return join(folder, run.name(), target, run.id(), run.experimentId());
    }

    /** The delivery asks the server for the run's experiment, so that may be unknown. */
    private Run join(RunFolder folder, String name, String target, String runId, String experimentId) {
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        first(writer, folder, new Entry.RunJoined(clock.millis(), target, runId, experimentId));
        return opened(
                new Experiment(this, ""),
                new RunRecorder(folder, writer, origin(name, false), new RunState(folder.key()), clock, carrier));
    }

    void closeAll(RunStatus status, String reason) {
        open.forEach(recorder -> recorder.close(status, reason));
    }
}
