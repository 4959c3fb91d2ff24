/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs that a lane leaves alone for a while, because they failed: longer after each failure in a row. Thread-safe. */
final class Pauses {

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Pause(long nanos, long end) {}

    private final LongSupplier nanoTime;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    Pauses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether it is too early to try a run again. */
    boolean isPaused(String key) {
        Pause pause = pauses.get(key);
        return pause != null && pause.end - nanoTime.getAsLong() > 0;
    }

    /** Whether a run failed when it was tried last. */
    boolean isFailing(String key) {
        return pauses.containsKey(key);
    }

    void failed(String key) {
        pauses.compute(key, (any, before) -> {
            long nanos = before == null ? SHORTEST_NANOS : Math.min(LONGEST_NANOS, before.nanos * 2);
            return new Pause(nanos, nanoTime.getAsLong() + nanos);
        });
    }

    /** A run worked, or is to be tried at once. */
    void end(String key) {
        pauses.remove(key);
    }

    /** All runs are to be tried at once. */
    void endAll() {
        pauses.clear();
    }
}
