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
        Map<String, Optional<SyncedRun>> reports =
                target == null ? endedNow(states, ended) : deliver(target, states, ended, settle);
        List<SyncedRun> all = new ArrayList<>(unreadable);
        reports.values().forEach(report -> report.ifPresent(all::add));
        return new SyncReport(all, reports.size() + unreadable.size() - all.size());
    }

    private Map<String, Optional<SyncedRun>> endedNow(List<RunState> states, Map<String, Boolean> ended) {
        Map<String, Optional<SyncedRun>> reports = new LinkedHashMap<>();
        for (RunState state : states) {
            boolean endedNow = ended.getOrDefault(state.key(), false);
            reports.put(
                    state.key(), endedNow ? Optional.of(report(state, null, new Count(), true, "")) : Optional.empty());
        }
        return reports;
    }

    private Map<String, Optional<SyncedRun>> deliver(
            Target server, List<RunState> states, Map<String, Boolean> ended, Duration settle) {
        Map<String, Optional<SyncedRun>> reports = new LinkedHashMap<>();
        List<RunState> waiting = new ArrayList<>();
        List<Work> unsettled = new ArrayList<>();
        try {
            for (RunState state : states) {
                boolean endedNow = ended.getOrDefault(state.key(), false);
                reports.put(state.key(), deliver(server, state, endedNow, waiting, unsettled));
            }
            for (RunState state : waiting) {
                // What it waited for is delivered now, or fails by itself.
                boolean endedNow = ended.getOrDefault(state.key(), false);
                reports.put(state.key(), deliver(server, state, endedNow, new ArrayList<>(), unsettled));
            }
            settle(unsettled, settle);
            unsettled.forEach(work -> reports.put(work.state.key(), outcome(work)));
        } finally {
            unsettled.forEach(work -> work.delivery.close());
        }
        return reports;
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

    /**
     * Delivers a run; one that waits for a model of another is added to those that wait, and one with creates that were
     * not answered stays open and is added to the unsettled ones.
     */
    private Optional<SyncedRun> deliver(
            Target server, RunState state, boolean ended, List<RunState> waits, List<Work> unsettled) {
        RunDelivery delivery = RunDelivery.tryOpen(layout.run(state.key()), server, clock, true);
        if (delivery == null) {
            return Optional.of(report(state, null, new Count(), ended, "another process is delivering it"));
        }
        boolean staysOpen = false;
        try {
            Work work = new Work(state, delivery, ended, isUpToDate(delivery, state));
            if (!work.upToDate) {
                deliver(work, waits);
            }
            staysOpen = work.waiting.isEmpty()
                    && !delivery.acknowledged().unsettled().isEmpty()
                    && unsettled.add(work);
            return outcome(work);
        } finally {
            if (!staysOpen) {
                delivery.close();
            }
        }
    }

    /** What is said of a run; nothing of one that was up to date and is. */
    private Optional<SyncedRun> outcome(Work work) {
        boolean nothing = work.upToDate
                && work.waiting.isEmpty()
                && !work.ended
                && work.delivery.acknowledged().refused().isEmpty();
        return nothing
                ? Optional.empty()
                : Optional.of(report(work.state, work.delivery, work.count, work.ended, work.waiting));
    }

    private boolean isUpToDate(RunDelivery delivery, RunState state) {
        Acknowledged acknowledged = delivery.acknowledged();
        boolean told = state.joined() || acknowledged.status().equals(Optional.of(state.status()));
        return acknowledged.run().isPresent() && told && delivery.isAtTheEnd();
    }

    private void deliver(Work work, List<RunState> waits) {
        progress.accept("run '" + work.state.name() + "' (" + work.state.key() + ")");
        try {
            Acknowledged.ServerRun run = work.delivery.ensureRun(this::parentId);
            work.delivery.deliverData(run, work.count);
            work.delivery.deliverFiles(run, work.count);
            work.delivery.deliverStatus(run);
        } catch (ModelWaitException e) {
            waits.add(work.state);
            work.waiting = String.valueOf(e.getMessage());
        } catch (RatchetException | UncheckedIOException e) {
            work.waiting = notNow(e);
        }
    }

    private static String notNow(RuntimeException e) {
        return (e instanceof UnavailableException || e instanceof MisconfiguredException
                        ? "the server did not take it now: "
                        : "")
                + e.getMessage();
    }

    /** Waits for late creates of all runs together, so that there is one of each when a sync says that it is done. */
    private void settle(List<Work> unsettled, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int open = lookAgain(unsettled);
        while (open > 0 && System.nanoTime() < deadline) {
            progress.accept("waiting for " + open + " unanswered request(s)");
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            open = lookAgain(unsettled);
        }
    }

    /** Looks for late creates; gives how many may still come. */
    private static int lookAgain(List<Work> unsettled) {
        int open = 0;
        for (Work work : unsettled) {
            try {
                int left = work.delivery.settle().size();
                open += left;
                work.waiting = left == 0
                        ? ""
                        : left + " request(s) to create something were never answered and may still be carried out;"
                                + " sync again later to remove what comes twice";
            } catch (RatchetException | UncheckedIOException e) {
                work.waiting = notNow(e);
            }
        }
        return open;
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

    /** A run that is being delivered. */
    private static final class Work {

        private final RunState state;
        private final RunDelivery delivery;
        private final boolean ended;
        private final boolean upToDate;
        private final Count count = new Count();
        /** What it waits for, in words. */
        private String waiting = "";

        private Work(RunState state, RunDelivery delivery, boolean ended, boolean upToDate) {
            this.state = state;
            this.delivery = delivery;
            this.ended = ended;
            this.upToDate = upToDate;
        }
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
