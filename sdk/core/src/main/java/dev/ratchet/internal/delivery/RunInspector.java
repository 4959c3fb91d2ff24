/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RatchetException;
import dev.ratchet.RunHealth;
import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how runs fare, from their files alone. */
public final class RunInspector {

    private record Started(long time, RunHealth health) {}

    private final @Nullable Target target;

    /** Looks for what waits for a server, or, with null, only at the local store. */
    public RunInspector(@Nullable Stores server) {
        this.target = server == null ? null : new Target(server);
    }

    /** The health of those runs that exist and are not deleted, in order of their start. */
    public List<RunHealth> inspect(List<RunFolder> folders) {
        List<Started> found = new ArrayList<>();
        for (RunFolder folder : folders) {
            try {
                RunState state = RunReader.read(folder);
                if (state.exists() && !state.deleted()) {
                    found.add(new Started(state.startTime(), inspect(folder, state)));
                }
            } catch (RatchetException | UncheckedIOException | IllegalArgumentException e) {
                found.add(new Started(0, unreadable(folder, e)));
            }
        }
        found.sort(Comparator.comparingLong(Started::time)
                .thenComparing(started -> started.health().key()));
        return found.stream().map(Started::health).toList();
    }

    private RunHealth inspect(RunFolder folder, RunState state) {
        Set<String> damages = new LinkedHashSet<>(state.problems());
        Optional<Acknowledged> acknowledged =
                target == null ? Optional.empty() : Optional.of(Acknowledged.read(folder, target.id()));
        Waiting waiting = new Waiting();
        if (acknowledged.isPresent()) {
            waiting.count(folder, acknowledged.get(), state);
        }
        return new RunHealth(
                state.key(),
                state.name(),
                state.experiment(),
                state.status(),
                RunHealth.Writer.valueOf(Reaper.ownerOf(folder, state).name()),
                acknowledged.flatMap(Acknowledged::runId),
                waiting.any,
                waiting.values,
                waiting.files,
                acknowledged.map(Acknowledged::refused).orElse(List.of()),
                List.copyOf(damages));
    }

    private static RunHealth unreadable(RunFolder folder, RuntimeException e) {
        return new RunHealth(
                folder.key(),
                "",
                "",
                RunStatus.RUNNING,
                RunHealth.Writer.NONE,
                Optional.empty(),
                false,
                0,
                0,
                List.of(),
                List.of("the run cannot be read: " + e.getMessage()));
    }

    /** What the journals hold behind what was acknowledged. */
    private static final class Waiting {

        private boolean any;
        private long values;
        private long files;

        void count(RunFolder folder, Acknowledged acknowledged, RunState state) {
            JournalCursor.read(folder, acknowledged, Acknowledged.Lane.DATA, (writer, entry, end) -> {
                values += valuesOf(entry);
                return true;
            });
            JournalCursor.read(folder, acknowledged, Acknowledged.Lane.FILES, (writer, entry, end) -> {
                files += entry instanceof Entry.Artifact || entry instanceof Entry.ModelFinished ? 1 : 0;
                any |= FileLane.isOwn(entry);
                return true;
            });
            boolean told = state.joined() || acknowledged.status().equals(Optional.of(state.status()));
            boolean ended = state.joined() || state.status().isTerminal();
            any |= values > 0 || acknowledged.run().isEmpty() || (ended && !told);
        }

        private static int valuesOf(Entry entry) {
            if (entry instanceof Entry.Metrics metrics) {
                return metrics.values().length;
            } else if (entry instanceof Entry.Params params) {
                return params.params().size();
            } else if (entry instanceof Entry.Tags tags) {
                return tags.tags().size();
            }
            return entry instanceof Entry.Input ? 1 : 0;
        }
    }
}
