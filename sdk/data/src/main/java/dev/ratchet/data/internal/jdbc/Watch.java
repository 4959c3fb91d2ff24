/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels a statement when its time is up or when the thread that reads it is interrupted. */
final class Watch implements AutoCloseable {

    private static final long EVERY_MILLIS = 50;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Statement statement;
    private final Thread reader = Thread.currentThread();
    private final Optional<Duration> timeout;
    private final long begin = System.nanoTime();
    private final Future<?> checks;
    private volatile @Nullable String reason;
    private boolean closed;

    Watch(Statement statement, Optional<Duration> timeout) {
        this.statement = statement;
        this.timeout = timeout;
        this.checks = TIMER.scheduleWithFixedDelay(this::check, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ratchet-jdbc-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private synchronized void check() {
        if (closed) {
            // The next statement of the connection must not be stopped instead.
            return;
        }
        String found = stopped();
        if (found != null) {
            checks.cancel(false);
            try {
                statement.cancel();
            } catch (SQLException e) {
                // A driver that cannot cancel is stopped between two rows.
            }
        }
    }

    /** Why reading has to stop, in words; null when it may go on. */
    @Nullable
    String stopped() {
        if (reason == null) {
            if (timeout.isPresent() && System.nanoTime() - begin > timeout.get().toNanos()) {
                reason = "it took longer than " + timeout.get().toMillis() + " ms. Make it faster, read less, or give"
                        + " it more time by JdbcOptions.builder().timeout(...)";
            } else if (reader.isInterrupted()) {
                reason = "the thread was interrupted";
            }
        }
        return reason;
    }

    @Override
    public synchronized void close() {
        closed = true;
        checks.cancel(false);
    }
}
