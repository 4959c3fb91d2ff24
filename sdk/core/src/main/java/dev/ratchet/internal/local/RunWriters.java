/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.io.ThisProcess;
import dev.ratchet.internal.io.Version;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalReader;
import dev.ratchet.internal.journal.JournalWriter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Opens this process's files in runs, and tells whether the writers of others are alive. */
public final class RunWriters {

    /** Whether the process that opened a file still may write to it. */
    public enum Life {
        /** It said that it will write no more. */
        CLOSED,
        /** It holds its lock. */
        ALIVE,
        /** Its lock is free on the machine and start of the machine that it names. */
        DEAD,
        /** Another machine wrote it, so nobody can tell from here. */
        ELSEWHERE
    }

    private RunWriters() {}

    /** A writer and the lock that says it lives. */
    public record OpenWriter(JournalWriter journal, ProcessLock lock, Clock clock) implements AutoCloseable {

        @Override
        public void close() {
            journal.close(clock.millis());
            lock.close();
        }
    }

    /** A new key: 32 hexadecimal digits. */
    public static String newKey() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Opens a new file of this process in a run. */
    public static OpenWriter open(RunFolder folder, Clock clock) {
        long now = clock.millis();
        String writer = String.format(Locale.ROOT, "%013d-%d-%s", now, ThisProcess.PID, newKey().substring(0, 8));
        try {
            Files.createDirectories(folder.path());
            ProcessLock lock = ProcessLock.tryAcquire(folder.writerLock(writer));
            if (lock == null) {
                throw new IOException("its new lock '" + folder.writerLock(writer) + "' is held already");
            }
            return new OpenWriter(openLocked(folder, writer, now, lock), lock, clock);
        } catch (IOException e) {
            throw cannotWrite(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /** What is thrown when a run cannot begin. */
    public static RatchetException cannotWrite(RunFolder folder, String reason, @Nullable Throwable cause) {
        return new RatchetException(
                "The run cannot be written to '" + folder.path() + "': " + reason
                        + ". Free space or give another store by RATCHET_HOME.",
                cause);
    }

    private static JournalWriter openLocked(RunFolder folder, String writer, long now, ProcessLock lock)
            throws IOException {
        try {
            Entry.WriterOpened header = new Entry.WriterOpened(
                    now,
                    writer,
                    ThisProcess.HOST,
                    ThisProcess.BOOT,
                    ThisProcess.PID,
                    ThisProcess.START,
                    Version.CURRENT);
            return new JournalWriter(folder.journal(writer), header);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether the writer of a journal lives; {@code last} is the last entry of its file. */
    public static Life lifeOf(RunFolder folder, Path journal, @Nullable Entry last) {
        if (last instanceof Entry.WriterClosed) {
            return Life.CLOSED;
        }
        try (JournalReader reader = new JournalReader(journal, 0)) {
            if (!(reader.next() instanceof Entry.WriterOpened header)) {
                return Life.ELSEWHERE;
            }
            if (!header.host().equals(ThisProcess.HOST)) {
                return Life.ELSEWHERE;
            }
            // Holds whether the machine was started again since or not; two machines of one name on a shared disk are
            // told apart by the lock.
            return ProcessLock.isFree(folder.writerLock(header.writer())) ? Life.DEAD : Life.ALIVE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A short name of a target, for file names. */
    public static String targetId(String target) {
        byte[] digest = dev.ratchet.internal.io.FileOps.sha256()
                .digest(target.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 6);
    }
}
