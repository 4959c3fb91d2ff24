/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.io.ThisProcess;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalWriter;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ReaperTest {

    private static final long START = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();

    private RunFolder run(String host, String boot, boolean created) throws IOException {
        RunFolder run = new RunFolder(folder.resolve("0123456789abcdef0123456789abcdef"));
        Files.createDirectories(run.path());
        String writer = "1700000000000-1-" + (created ? "aaaaaaaa" : "bbbbbbbb");
        JournalWriter journal = new JournalWriter(
                run.journal(writer), new Entry.WriterOpened(START, writer, host, boot, 1, 0, "0.1.0"));
        if (created) {
            journal.append(new Entry.RunCreated(START, run.key(), "e", "r", "", Map.of()));
        }
        journal.appendMetrics(START + 5, 1, List.of("loss"), new double[] {1});
        // Not closed: its process is gone.
        return run;
    }

    private static RunState state(RunFolder run) {
        return RunReader.read(run);
    }

    @Test
    void aRun_ofADeadWriterOfThisMachine_isKilled_atItsLastEntry() throws IOException {
        RunFolder run = run(ThisProcess.HOST, ThisProcess.BOOT, true);

        assertThat(Reaper.reap(run, clock, false)).isTrue();
        assertThat(Reaper.reap(run, clock, false)).isFalse();

        assertThat(state(run).status()).isEqualTo(RunStatus.KILLED);
        assertThat(state(run).endTime()).isEqualTo(START + 5);
        assertThat(state(run).endReason()).contains("died");
        assertThat(run.journals()).hasSize(2);
    }

    @Test
    void aRun_ofABootBefore_isKilled() throws IOException {
        RunFolder run = run(ThisProcess.HOST, "another-boot", true);

        assertThat(Reaper.ownerOf(run, state(run))).isEqualTo(Reaper.Owner.DEAD);
        assertThat(Reaper.reap(run, clock, false)).isTrue();
    }

    @Test
    void aRun_ofALivingWriter_staysOpen() throws IOException {
        RunFolder run = run(ThisProcess.HOST, ThisProcess.BOOT, true);
        try (ProcessLock lock = ProcessLock.tryAcquire(run.writerLock("1700000000000-1-aaaaaaaa"))) {
            assertThat(lock).isNotNull();
            assertThat(Reaper.ownerOf(run, state(run))).isEqualTo(Reaper.Owner.ALIVE);
            assertThat(Reaper.reap(run, clock, true)).isFalse();
        }
        assertThat(state(run).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRun_ofAnotherMachine_isEnded_onlyWhenThatIsAskedFor() throws IOException {
        RunFolder run = run("another-host", ThisProcess.BOOT, true);

        assertThat(Reaper.reap(run, clock, false)).isFalse();
        assertThat(state(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(Reaper.reap(run, clock, true)).isTrue();
        assertThat(state(run).endReason()).contains("--finish");
    }

    @Test
    void theOwner_countsAlone_amongSeveralWriters() throws IOException {
        RunFolder run = run(ThisProcess.HOST, ThisProcess.BOOT, true);
        run("another-host", "b", false);

        assertThat(Reaper.ownerOf(run, state(run))).isEqualTo(Reaper.Owner.DEAD);
    }

    @Test
    void whatIsNoRun_isLeftAlone() throws IOException {
        RunFolder run = run(ThisProcess.HOST, ThisProcess.BOOT, false);

        assertThat(Reaper.reap(run, clock, true)).isFalse();
        assertThat(Reaper.reap(new RunFolder(folder.resolve("none")), clock, true))
                .isFalse();
        assertThat(run.journals()).hasSize(1);
    }
}
