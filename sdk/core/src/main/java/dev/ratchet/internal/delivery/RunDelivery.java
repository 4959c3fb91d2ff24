/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.TrackingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings one run to one server. Whoever has one is the only process that delivers this run there. The two lanes may run
 * in two threads; each lane is called by one thread at a time.
 */
final class RunDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunDelivery.class);

    /** A create that was not answered may still happen for so long. */
    private static final Duration LATE_CREATE = Duration.ofMinutes(10);

    static final String RUN = "run";

    private final RunFolder folder;
    private final Target target;
    private final Acknowledged acknowledged;
    private final ProcessLock lock;
    private final Clock clock;
    private final KeyedCreate creates;
    private final DataLane data;
    private final FileLane files;

    private RunDelivery(RunFolder folder, Target target, ProcessLock lock, Clock clock, boolean lookFirst) {
        this.folder = folder;
        this.target = target;
        this.lock = lock;
        this.clock = clock;
        this.acknowledged = Acknowledged.open(folder, target.id());
        this.creates = new KeyedCreate(acknowledged, clock, lookFirst);
        this.data = new DataLane(folder, target, acknowledged);
        this.files = new FileLane(folder, target, acknowledged, creates, data);
    }

    /**
     * Takes the delivery of a run over, or returns null while another process has it.
     *
     * @param lookFirst whether the run may have been delivered from a copy of the store, or to the same server under
     *     another address, so that creates look first
     */
    static @Nullable RunDelivery tryOpen(RunFolder folder, Target target, Clock clock, boolean lookFirst) {
        try {
            ProcessLock lock = ProcessLock.tryAcquire(folder.deliveryLock(target.id()));
            if (lock == null) {
                return null;
            }
            try {
                return new RunDelivery(folder, target, lock, clock, lookFirst);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunFolder folder() {
        return folder;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    Optional<URI> page() {
        return acknowledged.run().flatMap(run -> target.stores().tracking().runPage(run.experimentId(), run.id()));
    }

    /**
     * Makes sure that the run is on the server.
     *
     * @param parentId gives the server's id of the run above by its key
     */
    synchronized Acknowledged.ServerRun ensureRun(Function<String, Optional<String>> parentId) {
        Optional<Acknowledged.ServerRun> known = acknowledged.run();
        if (known.isPresent()) {
            return known.get();
        }
        RunHead head = RunHead.read(folder);
        Acknowledged.ServerRun run = head.joinedId().isEmpty() ? create(head, parentId) : join(head.joinedId());
        acknowledged.created(run);
        return run;
    }

    private Acknowledged.ServerRun join(String runId) {
        RunRecord run = target.stores().tracking().run(runId);
        return new Acknowledged.ServerRun(run.id(), run.experimentId(), run.artifactRoot());
    }

    private Acknowledged.ServerRun create(RunHead head, Function<String, Optional<String>> parentId) {
        Map<String, String> tags = new LinkedHashMap<>(head.tags());
        if (!head.parentKey().isEmpty()) {
            String parent = parentId.apply(head.parentKey())
                    .orElseThrow(() -> new BlockedException("the run above, " + head.parentKey()
                            + ", is not on the server yet; the next sync delivers both"));
            tags.put("mlflow.parentRunId", parent);
        }
        String experimentId = target.experimentId(head.experiment());
        TrackingStore tracking = target.stores().tracking();
        RunRecord run = creates.createOnce(
                RUN,
                () -> tracking.findRuns(experimentId, folder.key()),
                () -> tracking.createRun(new NewRun(experimentId, folder.key(), head.name(), head.startTime(), tags)));
        return new Acknowledged.ServerRun(run.id(), experimentId, run.artifactRoot());
    }

    /** Delivers params, metrics, tags and inputs as far as the journals go. */
    void deliverData(Acknowledged.ServerRun run, Progress progress) {
        data.deliver(run, progress);
    }

    /** Delivers artifacts, models and versions as far as the journals go. */
    void deliverFiles(Acknowledged.ServerRun run, Progress progress) {
        files.deliver(run, progress);
    }

    /** Sends the run's end when both lanes are at the end of the journals and the run has ended. */
    synchronized void deliverStatus(Acknowledged.ServerRun run) {
        if (!isAtTheEnd()) {
            return;
        }
        RunState state = RunReader.read(folder);
        RunStatus sent = acknowledged.status().orElse(RunStatus.RUNNING);
        if (state.joined() || state.status() == sent || !state.exists()) {
            return;
        }
        target.stores().tracking().updateRun(run.id(), state.status(), Math.max(0, state.endTime()));
        acknowledged.status(state.status());
    }

    /** Whether both lanes have acknowledged all that the journals hold now. */
    boolean isAtTheEnd() {
        return !hasWork(Acknowledged.Lane.DATA) && !hasWork(Acknowledged.Lane.FILES);
    }

    private boolean hasWork(Acknowledged.Lane lane) {
        return hasWork(lane, Set.of());
    }

    private boolean hasWork(Acknowledged.Lane lane, Set<String> butFor) {
        return !JournalCursor.read(
                folder,
                acknowledged,
                lane,
                (writer, entry, end) ->
                        butFor.contains(writer) || (lane == Acknowledged.Lane.FILES && !FileLane.isOwn(entry)));
    }

    /**
     * Whether nothing is left to do for a process that writes no more to the run: others do, or the run is not its own to
     * end, and all of those that write no more is acknowledged.
     */
    boolean isLeftToOthers() {
        Set<String> writing = folder.journals().stream()
                .filter(journal -> RunWriters.lifeOf(folder, journal, null) == RunWriters.Life.ALIVE)
                .map(RunFolder::writerOf)
                .collect(Collectors.toSet());
        if (writing.isEmpty() && RunReader.read(folder).status().isTerminal()) {
            return false;
        }
        return !hasWork(Acknowledged.Lane.DATA, writing) && !hasWork(Acknowledged.Lane.FILES, writing);
    }

    /** Whether all of the journals and the run's end are acknowledged. */
    boolean isDelivered() {
        RunState state = RunReader.read(folder);
        boolean ended = state.joined() || state.status().isTerminal();
        boolean told = state.joined() || acknowledged.status().equals(Optional.of(state.status()));
        return ended && told && isAtTheEnd();
    }

    /**
     * Looks again for what was created in more than one attempt: what is there beside the one in use is deleted. The one
     * in use stays even when an older one turns up, because it holds the data.
     *
     * @return what may still turn up
     */
    List<String> settle() {
        Acknowledged.ServerRun run = acknowledged.run().orElse(null);
        if (run == null) {
            return List.of();
        }
        for (String what : acknowledged.unsettled()) {
            removeExtra(what, run);
            boolean late = clock.millis() - acknowledged.lastAttempt(what) > LATE_CREATE.toMillis();
            if (acknowledged.attempts(what) <= 1 || late) {
                acknowledged.settled(what);
            }
        }
        return acknowledged.unsettled();
    }

    private void removeExtra(String what, Acknowledged.ServerRun run) {
        String key = what.substring(what.indexOf(' ') + 1);
        TrackingStore tracking = target.stores().tracking();
        if (what.equals(RUN)) {
            remove(
                    what,
                    run.id(),
                    tracking.findRuns(run.experimentId(), folder.key()),
                    RunRecord::id,
                    extra -> tracking.deleteRun(extra.id()));
        } else if (what.startsWith(FileLane.MODEL)) {
            String kept = acknowledged.model(key).map(ModelRecord::id).orElse("");
            remove(
                    what,
                    kept,
                    tracking.findModels(run.experimentId(), run.id(), key),
                    ModelRecord::id,
                    tracking::deleteModel);
        } else {
            String name = what.substring(FileLane.VERSION.length(), what.indexOf(' '));
            String kept = String.valueOf(acknowledged.versionNumber(key).orElse(0));
            ModelRegistry registry = target.stores().registry();
            remove(
                    what,
                    kept,
                    registry.findVersions(name, key),
                    version -> String.valueOf(version.number()),
                    extra -> registry.deleteVersion(name, extra.number()));
        }
    }

    private <T> void remove(String what, String kept, List<T> found, Function<T, String> id, Consumer<T> delete) {
        for (T extra : found) {
            if (!id.apply(extra).equals(kept)) {
                LOG.info(
                        "{} was created twice because an answer was lost: {} is in use, the empty {} is deleted.",
                        what,
                        kept,
                        id.apply(extra));
                delete.accept(extra);
                acknowledged.removed(what);
            }
        }
    }

    @Override
    public void close() {
        acknowledged.close();
        lock.close();
    }

    /** The first facts of a run, read without reading all of it. */
    record RunHead(
            String experiment,
            String name,
            String parentKey,
            long startTime,
            Map<String, String> tags,
            String joinedId) {

        static RunHead read(RunFolder folder) {
            RunHead[] head = new RunHead[1];
            for (java.nio.file.Path journal : folder.journals()) {
                try (var reader = new dev.ratchet.internal.journal.JournalReader(journal, 0)) {
                    for (Entry entry = reader.next(); entry != null && head[0] == null; entry = reader.next()) {
                        head[0] = of(entry);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            if (head[0] == null) {
                throw new BlockedException("nothing in '" + folder.path() + "' says which run it is");
            }
            return head[0];
        }

        private static @Nullable RunHead of(Entry entry) {
            if (entry instanceof Entry.RunCreated run) {
                return new RunHead(run.experiment(), run.name(), run.parentKey(), run.time(), run.tags(), "");
            }
            if (entry instanceof Entry.RunJoined run) {
                return new RunHead("", "", "", run.time(), Map.of(), run.runId());
            }
            return null;
        }
    }
}
