/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The runs that a thread is in, the innermost first. */
final class CurrentRun {

    private static final ThreadLocal<Deque<Run>> RUNS = ThreadLocal.withInitial(ArrayDeque::new);

    private CurrentRun() {}

    static void enter(Run run) {
        RUNS.get().push(run);
    }

    static void leave(Run run) {
        Deque<Run> runs = RUNS.get();
        runs.remove(run);
        if (runs.isEmpty()) {
            RUNS.remove();
        }
    }

    static Optional<Run> get() {
        Deque<Run> runs = RUNS.get();
        // A run may be closed by another thread, which cannot reach this thread's runs.
        runs.removeIf(Run::isClosed);
        Optional<Run> current = Optional.ofNullable(runs.peek());
        if (runs.isEmpty()) {
            RUNS.remove();
        }
        return current;
    }
}
