/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalReader;
import dev.ratchet.store.MetricPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads what the journals of a run say, through the summary where it is up to date. */
public final class RunReader {

    private static final Logger LOG = LoggerFactory.getLogger(RunReader.class);

    private RunReader() {}

    /** The state of a run: from its summary when that covers the journals as they are, else from the journals. */
    public static RunState read(RunFolder folder) {
        Map<String, Long> sizes = sizes(folder);
        RunState summary = RunSummary.read(folder, sizes);
        if (summary != null) {
            return summary;
        }
        RunState state = readJournals(folder);
        if (state.status().isTerminal() || state.joined()) {
            RunSummary.write(folder, state, sizes);
        }
        return state;
    }

    /** The state of a run; empty, and said, where this version cannot read it. */
    public static Optional<RunState> tryRead(RunFolder folder) {
        try {
            return Optional.of(read(folder));
        } catch (RatchetException | UncheckedIOException e) {
            LOG.warn("run {} is left out: {}", folder.key(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The state of a run from its journals. */
    public static RunState readJournals(RunFolder folder) {
        RunState state = new RunState(folder.key());
        forEach(folder, state::apply, state.damages::add);
        return state;
    }

    /** Every point of a metric, in MLflow's order, each once. */
    public static List<MetricPoint> history(RunFolder folder, String key) {
        TreeSet<MetricPoint> points = new TreeSet<>(MetricPoint.LATEST_LAST);
        forEach(
                folder,
                entry -> {
                    if (entry instanceof Entry.Metrics metrics) {
                        collect(points, key, metrics.keys(), metrics.values(), metrics.time(), metrics.step());
                    } else if (entry instanceof Entry.ModelMetrics metrics) {
                        collect(points, key, metrics.keys(), metrics.values(), metrics.time(), metrics.step());
                    }
                },
                damage -> {});
        return List.copyOf(points);
    }

    private static void collect(
            Set<MetricPoint> points, String key, List<String> keys, double[] values, long time, long step) {
        for (int i = 0; i < values.length; i++) {
            if (keys.get(i).equals(key)) {
                points.add(new MetricPoint(key, values[i], time, step));
            }
        }
    }

    private static void forEach(RunFolder folder, Consumer<Entry> each, Consumer<String> damage) {
        for (Path journal : folder.journals()) {
            try (JournalReader reader = new JournalReader(journal, 0)) {
                for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                    each.accept(entry);
                }
                for (String words : reader.damages()) {
                    LOG.warn("{}.", words);
                    damage.accept(words);
                }
            } catch (NoSuchFileException e) {
                // Removed since it was listed: the run was pruned.
                LOG.debug("'{}' is gone.", journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Map<String, Long> sizes(RunFolder folder) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Path journal : folder.journals()) {
            try {
                sizes.put(RunFolder.writerOf(journal), JournalReader.length(journal));
            } catch (NoSuchFileException e) {
                LOG.debug("'{}' is gone.", journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sizes;
    }
}
