/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.SyncReport.SyncedRun;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Delivers everything in a store on demand, on the calling thread: the same work as the delivery in the background. */
public final class Sync {

    private static final Comparator<RunState> OLDEST_FIRST =
            Comparator.comparingLong((RunState run) -> run.startTime()).thenComparing(RunState::key);

    private final StoreLayout layout;
    private final @Nullable Target target;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * Prepares a sync.
     *
     * @param server where to, or null to end dead runs only
     * @param progress told what is being done, in words
     */
    public Sync(StoreLayout layout, @Nullable Stores server, Clock clock, Consumer<String> progress) {
        this.layout = layout;
        this.target = server == null ? null : new Target(server);
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Ends dead runs and delivers what waits.
     *
     * @param finish also end runs of other machines
     * @param settle how long to wait for creates that were not answered
     */
    public SyncReport run(boolean finish, Duration settle) {
        Map<String, Boolean> ended = new LinkedHashMap<>();
        List<RunState> states = new ArrayList<>();
        List<SyncedRun> unreadable = new ArrayList<>();
        for (RunFolder folder : layout.allRuns()) {
            try {
                ended.put(folder.key(), Reaper.reap(folder, clock, finish));
                RunState state = RunReader.read(folder);
                if (state.exists() && !state.deleted()) {
                    states.add(state);
                }
            } catch (RatchetException | UncheckedIOException e) {
                unreadable.add(unreadable(folder, e));
            }
        }
        states.sort(OLDEST_FIRST);
        List<SyncedRun> reports = new ArrayList<>(unreadable);
        List<RunState> waiting = new ArrayList<>();
        int upToDate = 0;
        for (RunState state : states) {
            boolean endedNow = ended.getOrDefault(state.key(), false);
            Optional<SyncedRun> report = target == null
                    ? Optional.of(state).filter(any -> endedNow).map(any -> report(state, null, new Count(), true, ""))
                    : deliver(target, state, endedNow, settle, waiting);
            report.ifPresent(reports::add);
            upToDate += report.isEmpty() ? 1 : 0;
        }
        for (RunState state : List.copyOf(waiting)) {
            // What it waited for is delivered now, or fails by itself.
            reports.removeIf(report -> report.key().equals(state.key()));
            deliver(
                            Objects.requireNonNull(target),
                            state,
                            ended.getOrDefault(state.key(), false),
                            settle,
                            new ArrayList<>())
                    .ifPresent(reports::add);
        }
        return new SyncReport(reports, upToDate);
    }

    /** A run that this version cannot read waits, and holds up no other. */
    private static SyncedRun unreadable(RunFolder folder, RuntimeException e) {
        return new SyncedRun(
                folder.key(),
                folder.key(),
                RunStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                false,
                List.of(),
                "it cannot be read: " + e.getMessage());
    }

    /** Delivers a run; one that waits for a model of another is added to those that wait. */
    private Optional<SyncedRun> deliver(
            Target server, RunState state, boolean ended, Duration settle, List<RunState> waits) {
        RunFolder folder = layout.run(state.key());
        Count count = new Count();
        RunDelivery delivery = RunDelivery.tryOpen(folder, server, clock, true);
        if (delivery == null) {
            return Optional.of(report(state, null, count, ended, "another process is delivering it"));
        }
        try (delivery) {
            boolean before = isUpToDate(delivery, state);
            String waiting = before && delivery.acknowledged().unsettled().isEmpty()
                    ? ""
                    : deliver(delivery, state, count, settle, waits);
            if (before
                    && waiting.isEmpty()
                    && !ended
                    && delivery.acknowledged().refused().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(report(state, delivery, count, ended, waiting));
        }
    }

    private boolean isUpToDate(RunDelivery delivery, RunState state) {
        Acknowledged acknowledged = delivery.acknowledged();
        boolean told = state.joined() || acknowledged.status().equals(Optional.of(state.status()));
        return acknowledged.run().isPresent() && told && delivery.isAtTheEnd();
    }

    private String deliver(RunDelivery delivery, RunState state, Count count, Duration settle, List<RunState> waits) {
        progress.accept("run '" + state.name() + "' (" + state.key() + ")");
        try {
            Acknowledged.ServerRun run = delivery.ensureRun(this::parentId);
            delivery.deliverData(run, count);
            delivery.deliverFiles(run, count);
            delivery.deliverStatus(run);
            return settle(delivery, settle);
        } catch (UnavailableException | MisconfiguredException e) {
            return "the server did not take it now: " + e.getMessage();
        } catch (ModelWaitException e) {
            waits.add(state);
            return String.valueOf(e.getMessage());
        } catch (RatchetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Waits for late creates, so that there is one of each when a sync says that it is done. */
    private String settle(RunDelivery delivery, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> open = delivery.settle();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            progress.accept("waiting for " + open.size() + " unanswered request(s)");
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            open = delivery.settle();
        }
        return open.isEmpty()
                ? ""
                : open.size() + " request(s) to create something were never answered and may still be carried out;"
                        + " sync again later to remove what comes twice";
    }

    private Optional<String> parentId(String key) {
        return target == null
                ? Optional.empty()
                : Acknowledged.read(layout.run(key), target.id()).runId();
    }

    private SyncedRun report(
            RunState state, @Nullable RunDelivery delivery, Count count, boolean ended, String waiting) {
        RunState now = RunReader.read(layout.run(state.key()));
        return new SyncedRun(
                state.key(),
                state.name(),
                now.status(),
                delivery == null ? Optional.empty() : delivery.acknowledged().runId(),
                delivery == null ? Optional.empty() : delivery.page(),
                count.values,
                count.files,
                count.bytes,
                ended,
                delivery == null ? List.of() : delivery.acknowledged().refused(),
                waiting);
    }

    /** The number of a version of this store on a server, once it is delivered. */
    public static OptionalInt versionNumber(RunFolder folder, Stores server, String versionKey) {
        return Acknowledged.read(folder, new Target(server).id()).versionNumber(versionKey);
    }

    private static final class Count implements Progress {

        private long values;
        private long files;
        private long bytes;

        @Override
        public void values(int more) {
            values += more;
        }

        @Override
        public void file(String path, long size) {
            files++;
            bytes += size;
        }
    }
}
