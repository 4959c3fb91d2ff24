/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.ref.Cleaner;
import java.util.List;

/**
 * What one table holds in Arrow memory. Freed by {@link #close()}, or, when the table is forgotten, by the garbage
 * collector, which says so. Knows the table by name only: otherwise it would never be collected.
 */
final class TableMemory implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TableMemory.class);
    private static final Cleaner CLEANER = Cleaner.create(runnable -> {
        Thread thread = new Thread(runnable, "ratchet-forgotten-tables");
        thread.setDaemon(true);
        return thread;
    });
    private static final String OWN_PACKAGE = TableMemory.class.getPackageName();

    private final String name;
    private final String openedAt;
    private List<Batch> batches;
    private boolean closed;

    private TableMemory(String name, List<Batch> batches) {
        this.name = name;
        this.batches = batches;
        this.openedAt = caller();
    }

    /** Takes over the batches for a table. */
    static TableMemory of(String name, List<Batch> batches) {
        return new TableMemory(name, batches);
    }

    /** Frees the memory when the table is collected; the result frees it at once. */
    Cleaner.Cleanable watch(Table table) {
        return CLEANER.register(table, this);
    }

    /** The batches; only valid while the table is open. */
    synchronized List<Batch> batches() {
        if (closed) {
            throw new RatchetException("Table '" + name + "' (opened at " + openedAt
                    + ") is closed. Read it before it is closed, or keep it open for longer; tables that were made from"
                    + " it stay readable.");
        }
        return batches;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Idempotent. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            batches.forEach(Batch::close);
            batches = List.of();
        }
    }

    /** Called when the table is out of reach. */
    @Override
    public synchronized void run() {
        if (!closed) {
            long bytes = batches.stream().mapToLong(Batch::bytes).sum();
            close();
            LOG.warn(
                    "Table '{}', opened at {}, was never closed. Its {} bytes are freed now that it was garbage"
                            + " collected; close tables by try-with-resources to free them in time.",
                    name,
                    openedAt,
                    bytes);
        }
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("an unknown place"));
    }

    private static boolean isOurs(String type) {
        String prefix = OWN_PACKAGE + ".";
        // Classes directly in this package, those that split, and internal ones; what users name
        // dev.ratchet.data.something is theirs.
        return type.startsWith(prefix + "internal.")
                || type.startsWith(prefix + "split.")
                || (type.startsWith(prefix) && type.indexOf('.', prefix.length()) < 0);
    }
}
