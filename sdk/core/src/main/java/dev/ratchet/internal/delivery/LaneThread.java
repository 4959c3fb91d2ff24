/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A daemon thread that makes a pass once a second while there is work, at once when it is woken or a full batch waits,
 * and ever more seldom while passes fail. It starts with the first wake.
 */
final class LaneThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneThread.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FULL_BATCH = 1000;
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration BREAK_OFF = Duration.ofMillis(100);

    private final String name;
    private final Runnable pass;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Fair, because a pass that was broken off is followed by the next one at once. */
    private final ReentrantLock passLock = new ReentrantLock(true);

    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable Thread thread;
    private boolean woken;
    private boolean closed;
    private volatile boolean down;
    private long failures;
    private long backOff = PERIOD_NANOS;

    /**
     * Prepares the thread.
     *
     * @param pass makes one pass; throws a {@link RatchetException} when the server does not answer
     */
    LaneThread(String name, Runnable pass, boolean down) {
        this.name = name;
        this.pass = pass;
        this.down = down;
    }

    boolean isDown() {
        return down;
    }

    /** Notes that the server gave no answer elsewhere; the next pass finds out anew. */
    void gaveNoAnswer() {
        down = true;
    }

    /** Counts values that wait; only a full batch wakes the thread, so that logging stays cheap. */
    void pending(int values) {
        int before = pending.getAndAdd(values);
        if (before < FULL_BATCH && before + values >= FULL_BATCH && !down) {
            signal(false);
        }
    }

    /** Asks for a pass now, even when the server was down. */
    void wake() {
        signal(true);
    }

    private void signal(boolean start) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            woken = true;
            if (thread == null && start) {
                Thread created = new Thread(this::run, name);
                created.setDaemon(true);
                thread = created;
                created.start();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitWork()) {
            pending.set(0);
            boolean failed = false;
            passLock.lock();
            try {
                pass.run();
            } catch (RatchetException e) {
                failed = true;
            } catch (RuntimeException e) {
                failed = true;
                LOG.warn("delivery failed unexpectedly and will be tried again: {}", e.toString());
                LOG.debug("delivery failed", e);
            } finally {
                passLock.unlock();
            }
            passed(failed);
        }
    }

    private void passed(boolean failed) {
        lock.lock();
        try {
            down = failed;
            failures += failed ? 1 : 0;
            backOff = failed ? Math.min(LONGEST_NANOS, backOff * 2) : PERIOD_NANOS;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            long left = backOff;
            while (!woken && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !closed;
        } catch (InterruptedException e) {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a condition holds that a pass may bring about; gives up when a pass fails that begins from now on, or at
     * once when the server is down and {@code patient} is false.
     */
    void awaitPass(Duration timeout, boolean patient, BooleanSupplier done) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            long before = failures;
            while (!done.getAsBoolean()
                    && !(down && (!patient || failures > before + 1))
                    && !closed
                    && thread != null
                    && left > 0) {
                left -= PERIOD_NANOS / 20 - Math.max(0, changed.awaitNanos(Math.min(left, PERIOD_NANOS / 20)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Breaks a pass off, request and all, and does something while no pass is made. */
    void between(Runnable action) {
        lockPasses();
        try {
            action.run();
        } finally {
            passLock.unlock();
        }
    }

    /** Interrupts until no pass is made: one may begin just after the interrupt of the one before. */
    private void lockPasses() {
        boolean interrupted = false;
        boolean locked = false;
        while (!locked) {
            interruptPass();
            try {
                locked = passLock.tryLock(BREAK_OFF.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void interruptPass() {
        lock.lock();
        try {
            if (thread != null && passLock.isLocked()) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; a request that is under way is interrupted. Idempotent. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
