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
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Begins runs, goes on with them, and knows those that are open. */
final class RunOpener {

    private final StoreLayout layout;
    private final Clock clock;
    private final Carrier carrier;
    private final Optional<Duration> systemMetrics;
    private final Supplier<EnvironmentSnapshot> environment;
    private final Set<RunRecorder> open = ConcurrentHashMap.newKeySet();

    RunOpener(
            StoreLayout layout,
            Clock clock,
            Carrier carrier,
            Settings settings,
            Supplier<EnvironmentSnapshot> environment) {
        this.layout = layout;
        this.clock = clock;
        this.carrier = carrier;
        this.systemMetrics = settings.systemMetrics();
        this.environment = environment;
    }

    StoreLayout layout() {
        return layout;
    }

    Run begin(Experiment experiment, String name, @Nullable String parentKey) {
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
        systemMetrics.ifPresent(interval -> recorder.closeWithRun(
                SystemMetricsSampler.start(new SystemMetrics()::sample, interval, recorder::metrics)));
        return new Run(experiment, recorder);
    }

    Run resume(String runId, @Nullable Stores server) {
        RunFolder folder = layout.existingRun(runId).orElse(null);
        if (folder != null) {
            return resume(folder);
        }
        if (server == null) {
            throw new NotFoundException("There is no run '" + runId + "' in the local store '" + layout.root()
                    + "'. `ratchet runs list` shows those that are there.");
        }
        return join(server.tracking().run(runId), server.target());
    }

    private Run resume(RunFolder folder) {
        RunState state = RunReader.read(folder);
        if (!state.exists()) {
            throw new NotFoundException("'" + folder.path() + "' holds no run: nothing in it says which run it is.");
        }
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
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        first(writer, folder, new Entry.RunJoined(clock.millis(), target, run.id(), run.experimentId()));
        return opened(
                new Experiment(this, ""),
                new RunRecorder(folder, writer, origin(run.name(), false), new RunState(folder.key()), clock, carrier));
    }

    void closeAll(RunStatus status, String reason) {
        open.forEach(recorder -> recorder.close(status, reason));
    }
}
