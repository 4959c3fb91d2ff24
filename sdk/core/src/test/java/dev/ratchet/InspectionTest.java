/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.RunHealth.Writer;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalWriter;
import dev.ratchet.internal.local.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InspectionTest {

    @TempDir
    Path directory;

    private Path store() {
        return directory.resolve("store");
    }

    private RatchetBuilder builder() {
        return Ratchet.builder().environment(Map.of()).store(store());
    }

    private List<RunHealth> runs() {
        try (Inspection inspection = builder().inspect()) {
            return inspection.runs();
        }
    }

    @Test
    void inspect_makesNothing_whenThereIsNoStore() {
        try (Inspection inspection = builder().inspect()) {
            assertThat(inspection.directory()).isEqualTo(store());
            assertThat(inspection.local()).isEmpty();
            assertThat(inspection.server()).isEmpty();
            assertThat(inspection.runs()).isEmpty();
            assertThat(inspection.runKeys("")).isEmpty();
        }

        assertThat(store()).doesNotExist();
    }

    @Test
    void server_tellsWhatIsWrong_andTheLocalStoreCanBeSeenAllTheSame() {
        try (Ratchet ratchet = builder().open()) {
            ratchet.experiment("e").run("r", run -> "");
        }

        try (Inspection inspection =
                builder().set("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db").inspect()) {
            assertThatThrownBy(inspection::server)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("sqlite", "mlflow server");
            assertThat(inspection.runs()).hasSize(1);
            assertThat(inspection.local()).isPresent();
        }
    }

    @Test
    void runs_tellStatusAndWriter_inOrderOfTheirStart() {
        try (Ratchet ratchet = builder().open()) {
            ratchet.experiment("e").run("done", run -> "");
            Run open = ratchet.experiment("e").start("open");

            assertThat(runs()).extracting(RunHealth::name).containsExactlyInAnyOrder("done", "open");
            assertThat(health("done").writer()).isEqualTo(Writer.NONE);
            assertThat(health("done").status()).isEqualTo(RunStatus.FINISHED);
            assertThat(health("open").writer()).isEqualTo(Writer.ALIVE);
            assertThat(health("open").experiment()).isEqualTo("e");
            assertThat(runs()).noneMatch(RunHealth::waiting);
            open.close();
        }
    }

    private RunHealth health(String name) {
        return runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A copy has the same writer in its header, and nobody holds its lock. */
    @Test
    void runs_findTheDeadWriter_whenItsLockIsFree() throws IOException {
        Path source = directory.resolve("source");
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(source).open()) {
            Run open = ratchet.experiment("e").start("left open");
            open.logMetric("loss", 1);
            copy(source, store());
            open.close();
        }

        assertThat(health("left open").writer()).isEqualTo(Writer.DEAD);
        assertThat(health("left open").status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void runs_cannotTell_whenTheWriterIsOnAnotherMachine() throws IOException {
        String key = "0123456789abcdef0123456789abcdef";
        try (Ratchet ratchet = builder().open()) {
            RunFolder folder = new RunFolder(ratchet.directory().resolve("runs").resolve(key));
            Files.createDirectories(folder.path());
            Entry.WriterOpened header = new Entry.WriterOpened(1, "w", "another-machine", "boot", 1, 1, "0.1.0");
            try (JournalWriter writer = new JournalWriter(folder.journal("w"), header)) {
                writer.append(new Entry.RunCreated(1, key, "e", "far away", "", Map.of()));

                assertThat(health("far away").writer()).isEqualTo(Writer.ELSEWHERE);
            }
        }
    }

    @Test
    void runs_tellDamage() throws IOException {
        String key;
        try (Ratchet ratchet = builder().open()) {
            Run run = ratchet.experiment("e").start("hurt");
            key = run.id();
            for (int step = 0; step < 100; step++) {
                run.logMetric("loss", step, step);
            }
            run.complete();
            run.close();
        }
        Path journal =
                new RunFolder(store().resolve("runs").resolve(key)).journals().get(0);
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(journal, bytes);
        Files.delete(store().resolve("runs").resolve(key).resolve("summary.json"));

        assertThat(health("hurt").damages()).singleElement().asString().contains("damaged");
        assertThat(health("hurt").status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void runKeys_areThoseThatBeginSo() {
        try (Ratchet ratchet = builder().open()) {
            String key = ratchet.experiment("e").run("r", Run::id);

            try (Inspection inspection = builder().inspect()) {
                assertThat(inspection.runKeys("")).containsExactly(key);
                assertThat(inspection.runKeys(key.substring(0, 5))).containsExactly(key);
                assertThat(inspection.runKeys("x")).isEmpty();
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
    }
}
