/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.Settings;
import dev.ratchet.internal.delivery.Reaper;
import dev.ratchet.internal.journal.Entry;
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

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Begins runs, goes on with them, and knows those that are open. */
final class RunOpener {

    private final StoreLayout layout;
    private final Clock clock;
    private final Carrier carrier;
    private final Settings settings;
    private final Set<RunRecorder> open = ConcurrentHashMap.newKeySet();

    RunOpener(StoreLayout layout, Clock clock, Carrier carrier, Settings settings) {
        this.layout = layout;
        this.clock = clock;
        this.carrier = carrier;
        this.settings = settings;
    }

    StoreLayout layout() {
        return layout;
    }

    Run begin(Experiment experiment, String name, @Nullable String parentKey) {
        RunFolder folder = layout.run(RunWriters.newKey());
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        Map<String, String> tags = Map.of();
        writer.journal()
                .append(new Entry.RunCreated(
                        clock.millis(),
                        folder.key(),
                        experiment.name(),
                        name,
                        parentKey == null ? "" : parentKey,
                        tags));
        RunOrigin origin = new RunOrigin(name, true, Map.of());
        return opened(experiment, new RunRecorder(folder, writer, origin, new RunState(folder.key()), clock, carrier));
    }

    private Run opened(Experiment experiment, RunRecorder recorder) {
        open.removeIf(RunRecorder::isClosed);
        open.add(recorder);
        carrier.begun(recorder.folder());
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
        boolean owned = !state.joined() && Reaper.ownerOf(folder, state) != Reaper.Owner.ALIVE;
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        if (owned) {
            writer.journal().append(new Entry.RunResumed(clock.millis()));
        }
        RunOrigin origin = new RunOrigin(state.name(), owned, Map.of());
        return opened(
                new Experiment(this, state.experiment()),
                new RunRecorder(folder, writer, origin, state, clock, carrier));
    }

    private Run join(RunRecord run, String target) {
        RunFolder folder = layout.existingRun(run.key()).orElseGet(() -> layout.run(RunWriters.newKey()));
        if (!run.key().isEmpty() && folder.key().equals(run.key())) {
            return resume(folder);
        }
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        writer.journal().append(new Entry.RunJoined(clock.millis(), target, run.id(), run.experimentId()));
        RunOrigin origin = new RunOrigin(run.name(), false, Map.of());
        return opened(
                new Experiment(this, ""),
                new RunRecorder(folder, writer, origin, new RunState(folder.key()), clock, carrier));
    }

    void closeAll(RunStatus status, String reason) {
        open.forEach(recorder -> recorder.close(status, reason));
    }

    Settings settings() {
        return settings;
    }
}
