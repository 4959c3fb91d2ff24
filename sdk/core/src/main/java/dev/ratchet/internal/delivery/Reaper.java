/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalReader;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** Ends runs whose writers died, in a file of its own: nobody writes to another writer's file. */
public final class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private Reaper() {}

    /** What was found of the writer that owns a run. */
    public enum Owner {
        /** The run has ended, or another tool owns it. */
        NONE,
        /** It lives. */
        ALIVE,
        /** It died without ending the run. */
        DEAD,
        /** It is on another machine. */
        ELSEWHERE
    }

    /** Whether the owner of a run that has not ended lives. */
    public static Owner ownerOf(RunFolder folder, RunState state) {
        if (state.status().isTerminal() || state.joined() || !state.exists()) {
            return Owner.NONE;
        }
        Owner owner = Owner.NONE;
        for (Path journal : folder.journals()) {
            Owner here = ownerOf(folder, journal);
            owner = here == Owner.NONE ? owner : here;
        }
        return owner;
    }

    private static Owner ownerOf(RunFolder folder, Path journal) {
        boolean owns = false;
        @Nullable Entry last = null;
        try (JournalReader reader = new JournalReader(journal, 0)) {
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                owns |= entry instanceof Entry.RunCreated || entry instanceof Entry.RunResumed;
                last = entry;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!owns) {
            return Owner.NONE;
        }
        return switch (RunWriters.lifeOf(folder, journal, last)) {
            case ALIVE -> Owner.ALIVE;
            case CLOSED, DEAD -> Owner.DEAD;
            case ELSEWHERE -> Owner.ELSEWHERE;
        };
    }

    /**
     * Ends a run whose owner died, unless other processes still write to it.
     *
     * @param finish also end runs whose owner is on another machine
     * @return whether the run was ended now
     */
    public static boolean reap(RunFolder folder, Clock clock, boolean finish) {
        RunState state = RunReader.read(folder);
        Owner owner = ownerOf(folder, state);
        if (owner != Owner.DEAD && !(finish && owner == Owner.ELSEWHERE)) {
            return false;
        }
        if (isWritten(folder)) {
            // Others still log to it, and its owner may be started again.
            return false;
        }
        // The owner may have ended the run after its state was read. It writes no more, so this reading is the last
        // word.
        if (RunReader.read(folder).status().isTerminal()) {
            return false;
        }
        try (RunWriters.OpenWriter writer = RunWriters.open(folder, clock)) {
            String reason = owner == Owner.DEAD
                    ? "the process that wrote it died"
                    : "ended by `ratchet sync --finish` from another machine";
            writer.journal().append(new Entry.RunEnded(state.lastTime(), RunStatus.KILLED, reason));
        }
        LOG.info("run '{}' ({}) is ended as KILLED: its writer died.", state.name(), state.key());
        RunReader.read(folder);
        return true;
    }

    private static boolean isWritten(RunFolder folder) {
        return folder.journals().stream()
                .anyMatch(journal -> RunWriters.lifeOf(folder, journal, null) == RunWriters.Life.ALIVE);
    }
}
