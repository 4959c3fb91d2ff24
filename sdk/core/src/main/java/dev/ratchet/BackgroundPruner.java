/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.delivery.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Removes a few delivered runs each time a program opens the store, beside its work. */
final class BackgroundPruner {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundPruner.class);

    /** Removing runs beside a training must not take the disk from it. */
    private static final int AT_ONCE = 50;

    private static final PruneReport NOTHING = new PruneReport(List.of(), 0, 0);

    private final Retention retention;
    private final Duration olderThan;
    private final Thread thread = new Thread(this::prune, "ratchet-prune");
    private volatile boolean stopped;
    private volatile PruneReport report = NOTHING;

    BackgroundPruner(Retention retention, Duration olderThan) {
        this.retention = retention;
        this.olderThan = olderThan;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void prune() {
        try {
            report = retention.tryPrune(olderThan, AT_ONCE, () -> stopped).orElse(NOTHING);
        } catch (RatchetException | UncheckedIOException e) {
            LOG.debug("nothing pruned: {}", e.getMessage());
        }
    }

    /** Breaks it off before the next run. */
    void stop() {
        stopped = true;
    }

    /** Breaks it off before the next run, waits for it, and tells what it removed; the second time nothing. */
    synchronized PruneReport handOver() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOTHING;
        }
        PruneReport removed = report;
        report = NOTHING;
        return removed;
    }
}
