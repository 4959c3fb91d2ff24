/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Takes a sample every so often and hands it over with its step 0, 1, 2 and so on, the first one after the first
 * interval. What the sample or its receiver throws is logged, once at WARN, and never ends the sampling. Safe for use by
 * several threads.
 */
public final class SystemMetricsSampler implements AutoCloseable {

    /** MLflow's interval. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SystemMetricsSampler.class);
    private static final long CLOSE_MILLIS = 1000;

    private final Supplier<Map<String, Double>> metrics;
    private final BiConsumer<Map<String, Double>, Long> receiver;
    private final long intervalNanos;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private volatile boolean closed;
    private long step;
    private boolean warned;

    private SystemMetricsSampler(
            Supplier<Map<String, Double>> metrics, Duration interval, BiConsumer<Map<String, Double>, Long> receiver) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive, but is " + interval);
        }
        this.metrics = metrics;
        this.receiver = receiver;
        this.intervalNanos = interval.toNanos();
        this.thread = new Thread(this::run, "ratchet-system-metrics");
        this.thread.setDaemon(true);
    }

    /**
     * Begins to sample on a daemon thread of its own.
     *
     * @param metrics usually {@link SystemMetrics#sample}
     * @param receiver gets each sample that is not empty, and its step; called by one thread at a time
     */
    public static SystemMetricsSampler start(
            Supplier<Map<String, Double>> metrics, Duration interval, BiConsumer<Map<String, Double>, Long> receiver) {
        SystemMetricsSampler sampler = new SystemMetricsSampler(metrics, interval, receiver);
        sampler.thread.start();
        return sampler;
    }

    /** Takes one sample on the calling thread; does nothing once closed. Never throws. */
    public void sampleNow() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Map<String, Double> sample = metrics.get();
            if (!sample.isEmpty()) {
                receiver.accept(sample, step++);
            }
        } catch (RuntimeException | LinkageError e) {
            if (warned) {
                LOG.debug("A sample of the system's load is lost: {}", e.toString());
            } else {
                warned = true;
                LOG.warn("A sample of the system's load is lost, later losses are logged at DEBUG: {}", e.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            long next = System.nanoTime() + intervalNanos;
            while (!closed) {
                long left = next - System.nanoTime();
                if (left > 0) {
                    closing.awaitNanos(left);
                } else {
                    sampleNow();
                    // Not from the planned time: a machine that slept must not catch up.
                    next = System.nanoTime() + intervalNanos;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the sampling; waits at most a second for a sample that is being taken. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        boolean locked = false;
        try {
            locked = lock.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            if (locked) {
                closing.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }
}
