/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalWriter;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunWriters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Map;

/**
 * Writes the last entries of a run and closes its file. When that file takes no more, as on a full disk, they go into a
 * new one: a few bytes often find room when many did not.
 */
final class RunEnd {

    /** The tag that tells a reader of the run that values are missing. */
    static final String LOST_TAG = "ratchet.lost";

    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    private final RunFolder folder;
    private final RunWriters.OpenWriter writer;
    private final Clock clock;

    RunEnd(RunFolder folder, RunWriters.OpenWriter writer, Clock clock) {
        this.folder = folder;
        this.writer = writer;
        this.clock = clock;
    }

    /** Ends the run, unless another process does, and says how much was lost. */
    void write(Entry.@Nullable RunEnded end, long lostFiles) {
        JournalWriter journal = writer.journal();
        // Asked before more is lost: the end itself is no value of the user's.
        long lost = journal.lost() + lostFiles;
        String reason = journal.lostReason();
        boolean whole = appendLoss(journal, lost, reason);
        whole &= end == null || journal.append(end);
        writer.close();
        if (!whole) {
            writeElsewhere(end, lost, reason);
        }
    }

    private void writeElsewhere(Entry.@Nullable RunEnded end, long lost, String reason) {
        try (RunWriters.OpenWriter other = RunWriters.open(folder, clock)) {
            appendLoss(other.journal(), lost, reason);
            if (end != null) {
                other.journal().append(end);
            }
        } catch (RatchetException e) {
            LOG.warn(
                    "The end of run {} could not be written: {} `ratchet sync` will end it as KILLED.",
                    folder.key(),
                    e.getMessage());
        }
    }

    private boolean appendLoss(JournalWriter journal, long lost, String reason) {
        if (lost == 0) {
            return true;
        }
        String words = lost + " values could not be written" + (reason.isEmpty() ? "" : ": " + reason);
        return journal.append(new Entry.Tags(clock.millis(), Map.of(LOST_TAG, words)))
                && journal.append(new Entry.Lost(clock.millis(), lost, reason));
    }
}
