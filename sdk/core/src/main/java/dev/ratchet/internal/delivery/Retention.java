/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.PruneReport;
import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Removes runs from the local store that a server has had for a while. A run goes only when it has ended, no process
 * writes to it, the server has acknowledged all of it and refused nothing, nothing of it is damaged, and no run that
 * stays and no version of the local registry needs it or its models. Whatever is not known keeps the run.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

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
     * Removes what the server acknowledged before so long.
     *
     * @param most how many runs are removed at most
     * @param stop asked before each run
     */
    public PruneReport prune(Duration olderThan, int most, BooleanSupplier stop) {
        long bytes = emptyTrash();
        Map<String, RunState> gone = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        List<RunFolder> all = layout.allRuns();
        List<RunFolder> old = all.stream().filter(run -> isOld(run, olderThan)).toList();
        if (!old.isEmpty()) {
            gone.putAll(candidates(old, stop));
            keepWhatOthersNeed(all, gone);
        }
        for (String key : gone.keySet()) {
            if (removed.size() < most && !stop.getAsBoolean() && moveToTrash(layout.run(key))) {
                removed.add(key);
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

    private Map<String, RunState> candidates(List<RunFolder> old, BooleanSupplier stop) {
        Map<String, RunState> candidates = new LinkedHashMap<>();
        for (RunFolder run : old) {
            if (stop.getAsBoolean()) {
                break;
            }
            RunState state = removable(run);
            if (state != null) {
                candidates.put(run.key(), state);
            }
        }
        return candidates;
    }

    private @Nullable RunState removable(RunFolder run) {
        try (RunDelivery delivery = RunDelivery.tryOpen(run, target, clock, false)) {
            if (delivery == null) {
                return null;
            }
            Acknowledged acknowledged = delivery.acknowledged();
            RunState state = RunReader.readJournals(run);
            boolean whole = acknowledged.run().isPresent()
                    && acknowledged.refused().isEmpty()
                    && acknowledged.unsettled().isEmpty()
                    && state.exists()
                    && state.problems().isEmpty()
                    && delivery.isDelivered();
            return whole && noWriterMayBeAlive(run) ? state : null;
        } catch (RatchetException | UncheckedIOException e) {
            LOG.debug("run {} is not removed: {}", run.key(), e.getMessage());
            return null;
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

    /** Takes out of the candidates what runs that stay refer to: the run above them, and models they register. */
    private void keepWhatOthersNeed(List<RunFolder> all, Map<String, RunState> candidates) {
        Set<String> needed = new HashSet<>();
        String registered = registeredModels();
        int before;
        do {
            before = candidates.size();
            for (RunFolder run : all) {
                if (!candidates.containsKey(run.key())) {
                    RunReader.tryRead(run).ifPresent(state -> need(state, needed));
                }
            }
            candidates
                    .entrySet()
                    .removeIf(entry -> needed.contains(entry.getKey())
                            || entry.getValue().models().keySet().stream()
                                    .anyMatch(model -> needed.contains(model) || registered.contains(model)));
        } while (candidates.size() < before);
    }

    private static void need(RunState state, Set<String> needed) {
        needed.add(state.parentKey());
        needed.addAll(state.models().keySet());
        state.versions().values().forEach(version -> needed.add(version.modelKey()));
    }

    /** All that the local registry says, in which the keys of its models are found. */
    private String registeredModels() {
        StringBuilder all = new StringBuilder();
        for (Path model : entries(layout.registry())) {
            try {
                all.append(FileOps.readText(model.resolve("model.json"))).append('\n');
            } catch (IOException e) {
                LOG.debug("'{}' names no models: {}", model, e.getMessage());
            }
        }
        return all.toString();
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
