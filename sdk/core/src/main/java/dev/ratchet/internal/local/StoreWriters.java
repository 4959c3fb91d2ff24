/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.UnavailableException;
import dev.ratchet.internal.journal.Entry;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The files that a store's interfaces write to: one in each run that was written to, open until the store is closed. */
final class StoreWriters {

    private final Clock clock;
    private final Map<String, RunWriters.OpenWriter> writers = new HashMap<>();

    StoreWriters(Clock clock) {
        this.clock = clock;
    }

    synchronized void append(RunFolder folder, Entry entry) {
        RunWriters.OpenWriter writer = writers.computeIfAbsent(folder.key(), key -> RunWriters.open(folder, clock));
        if (!writer.journal().append(entry)) {
            throw new UnavailableException(
                    "The local store could not be written: " + writer.journal().lostReason(), false, null);
        }
    }

    synchronized void close() {
        writers.values().forEach(RunWriters.OpenWriter::close);
        writers.clear();
    }
}
