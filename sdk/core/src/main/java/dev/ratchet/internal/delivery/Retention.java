/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.PruneReport;
import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalReader;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Removes runs from the local store that a server has had for a while. A run goes only when it has ended, no process
 * writes to it, the server has acknowledged all of it and refused nothing, nothing of it is damaged, and no run that
 * stays and no version of the local registry needs it or its models. Whatever is not known keeps the run, and all runs
 * where nobody can tell which of them it needs.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOCK_POLL = Duration.ofMillis(20);

    private final StoreLayout layout;
    private final Target target;
    private final Clock clock;

    /** Prepares pruning of what a server has acknowledged. */
    public Retention(StoreLayout layout, Stores server, Clock clock) {
        this.layout = layout;
        this.target = new Target(server);
        this.clock = clock;
    }

    /**
     * Removes all that the server acknowledged before so long.
     *
     * @throws RatchetException when what some run or the registry needs is not known, or another process prunes for long
     */
    public PruneReport prune(Duration olderThan) {
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        while (true) {
            Optional<PruneReport> report = tryPrune(olderThan, Integer.MAX_VALUE, () -> false);
            if (report.isPresent()) {
                return report.get();
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new RatchetException("Another process prunes the local store '" + layout.root() + "' and holds "
                        + layout.trashLock() + ". Prune again when it is done.");
            }
            LockSupport.parkNanos(LOCK_POLL.toNanos());
        }
    }

    /**
     * Removes some of what the server acknowledged before so long.
     *
     * @param most how many runs are removed at most
     * @param stop asked before each run
     * @return empty when another process, or another thread of this one, prunes this store
     * @throws RatchetException when what some run or the registry needs is not known
     */
    public Optional<PruneReport> tryPrune(Duration olderThan, int most, BooleanSupplier stop) {
        // Two at a time would take half removed runs for runs that were opened again.
        try (ProcessLock lock = ProcessLock.tryAcquire(layout.trashLock())) {
            return lock == null ? Optional.empty() : Optional.of(pruneAlone(olderThan, most, stop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PruneReport pruneAlone(Duration olderThan, int most, BooleanSupplier stop) {
        long bytes = emptyTrash();
        List<RunFolder> all = layout.allRuns();
        List<RunFolder> old = all.stream().filter(run -> isOld(run, olderThan)).toList();
        List<String> removed = new ArrayList<>();
        if (!old.isEmpty() && !stop.getAsBoolean()) {
            for (List<String> group : chosen(all, old, most, stop)) {
                removed.addAll(moveToTrash(group, stop));
            }
        }
        bytes += emptyTrash();
        return new PruneReport(removed, bytes, all.size() - removed.size());
    }

    /** Looks at one time stamp only, so that a store with nothing to remove costs next to nothing. */
    private boolean isOld(RunFolder run, Duration olderThan) {
        long acknowledged = run.acknowledgements(target.id()).toFile().lastModified();
        return acknowledged > 0 && clock.millis() - acknowledged >= olderThan.toMillis();
    }

    /** The runs to remove, in groups that go together; journals are read of no more than these. */
    private List<List<String>> chosen(List<RunFolder> all, List<RunFolder> old, int most, BooleanSupplier stop) {
        RunNeeds needs = RunNeeds.read(all);
        Set<String> staying = staying(all, old, needs);
        Set<String> chosen = new HashSet<>();
        List<List<String>> groups = new ArrayList<>();
        for (RunFolder run : old) {
            if (stop.getAsBoolean() || chosen.size() >= most) {
                break;
            }
            List<String> group = needs.group(run.key(), staying).stream()
                    .filter(key -> !chosen.contains(key))
                    .toList();
            if (chosen.size() + group.size() <= most && areRemovable(group, staying)) {
                groups.add(group);
                chosen.addAll(group);
            }
        }
        return groups;
    }

    /** What stays as far as the summaries tell, which are read at once. */
    private Set<String> staying(List<RunFolder> all, List<RunFolder> old, RunNeeds needs) {
        Set<String> staying = new HashSet<>();
        all.forEach(run -> staying.add(run.key()));
        String registered = registeredModels();
        for (RunFolder run : old) {
            RunState state = needs.state(run.key());
            if (state.exists()
                    && state.problems().isEmpty()
                    && (state.joined() || state.status().isTerminal())
                    && state.models().keySet().stream().noneMatch(registered::contains)) {
                staying.remove(run.key());
            }
        }
        return staying;
    }

    private boolean areRemovable(List<String> group, Set<String> staying) {
        for (String key : group) {
            if (!isRemovable(layout.run(key))) {
                staying.add(key);
                return false;
            }
        }
        return !group.isEmpty();
    }

    private boolean isRemovable(RunFolder run) {
        try (RunDelivery delivery = RunDelivery.tryOpen(run, target, clock, false)) {
            if (delivery == null) {
                return false;
            }
            Acknowledged acknowledged = delivery.acknowledged();
            return acknowledged.run().isPresent()
                    && acknowledged.refused().isEmpty()
                    && acknowledged.unsettled().isEmpty()
                    && delivery.isDelivered()
                    && RunReader.readJournals(run).problems().isEmpty()
                    && noWriterMayBeAlive(run);
        } catch (RatchetException | UncheckedIOException e) {
            LOG.debug("run {} is not removed: {}", run.key(), e.getMessage());
            return false;
        }
    }

    private static boolean noWriterMayBeAlive(RunFolder run) {
        for (Path journal : run.journals()) {
            RunWriters.Life life = RunWriters.lifeOf(run, journal, lastOf(journal));
            if (life != RunWriters.Life.CLOSED && life != RunWriters.Life.DEAD) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Entry lastOf(Path journal) {
        try (JournalReader reader = new JournalReader(journal, 0)) {
            Entry last = null;
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                last = entry;
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the local registry says, in which the keys of its models are found. */
    private String registeredModels() {
        StringBuilder all = new StringBuilder();
        for (Path model : entries(layout.registry())) {
            Path file = model.resolve("model.json");
            // A model that was deleted or renamed leaves its lock.
            if (Files.isDirectory(model) && !Files.notExists(file)) {
                try {
                    all.append(FileOps.readText(file)).append('\n');
                } catch (IOException e) {
                    throw new RatchetException(
                            "Nothing is pruned, because it is not known which models are registered: '" + file
                                    + "' cannot be read (" + e.getMessage() + ").",
                            e);
                }
            }
        }
        return all.toString();
    }

    private List<String> moveToTrash(List<String> group, BooleanSupplier stop) {
        List<String> moved = new ArrayList<>();
        for (String key : group) {
            if (stop.getAsBoolean() || !moveToTrash(layout.run(key))) {
                break;
            }
            moved.add(key);
        }
        return moved;
    }

    /** Takes a run out of the store in one step, so that a crash leaves no half of it. */
    private boolean moveToTrash(RunFolder run) {
        Path trash = layout.trash().resolve(run.key());
        List<Path> journals = run.journals();
        try {
            Files.createDirectories(layout.trash());
            Files.move(run.path(), trash);
            if (new RunFolder(trash).journals().size() != journals.size()) {
                Files.move(trash, run.path());
                LOG.debug("run {} stays: it was opened again meanwhile.", run.key());
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.debug("run {} is not removed now: {}", run.key(), e.getMessage());
            return false;
        }
    }

    private long emptyTrash() {
        long bytes = 0;
        for (Path trash : entries(layout.trash())) {
            RunFolder run = new RunFolder(trash);
            try {
                // The packages first: what remains of the run still says which they are.
                for (String model : RunReader.readJournals(run).models().keySet()) {
                    bytes += delete(layout.model(model));
                }
                bytes += delete(trash);
            } catch (IOException | RatchetException | UncheckedIOException e) {
                LOG.debug("'{}' is not removed now: {}", trash, e.getMessage());
            }
        }
        return bytes;
    }

    private static long delete(Path root) throws IOException {
        long bytes = 0;
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                bytes = files.mapToLong(
                                file -> file.toFile().isFile() ? file.toFile().length() : 0)
                        .sum();
            }
        }
        FileOps.deleteTree(root);
        return bytes;
    }

    private static List<Path> entries(Path directory) {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
                found.forEach(entries::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return entries;
    }
}
