/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.ChildJvm;
import dev.ratchet.RatchetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The newest records in a mapped file: read by anybody at any time, and after an end at any instant. */
class RecentRecordsTest {

    private static final int COUNT = 100;

    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void name() {
        journal = folder.resolve("w.journal");
    }

    private static void metric(JournalWriter writer, long step) {
        writer.appendMetrics(1_000 + step, step, List.of("loss", "auc"), new double[] {1.0 / step, 0.5});
    }

    /** The steps in a journal; a damage fails. */
    private static List<Long> steps(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file, 0)) {
            List<Long> steps = next(reader);
            assertThat(reader.damages()).isEmpty();
            return steps;
        }
    }

    private static List<Long> next(JournalReader reader) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
            if (entry instanceof Entry.Metrics metrics) {
                steps.add(metrics.step());
            }
        }
        return steps;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** A journal's two files as a process leaves them that is killed after so many records. */
    private byte[][] killedAfter(int records) throws IOException {
        Path file = Files.createTempFile(folder, "killed", ".journal");
        byte[][] files = {new byte[0], new byte[0]};
        try (JournalWriter writer = new JournalWriter(file, Samples.HEADER)) {
            long base = writer.length();
            for (int step = 1; step <= records; step++) {
                metric(writer, step);
            }
            files[0] = Files.readAllBytes(file);
            if (!Files.exists(RecentRecords.pathOf(file))) {
                // Few records, or a file system that is not known: the same by hand.
                byte[] newest = Arrays.copyOfRange(files[0], (int) base, files[0].length);
                assertThat(RecentRecords.open(file, base).put(newest, newest.length))
                        .isTrue();
                files[0] = Arrays.copyOf(files[0], (int) base);
            }
            files[1] = Files.readAllBytes(RecentRecords.pathOf(file));
        }
        return files;
    }

    private Path left(byte[] file, byte[] recent) throws IOException {
        Path copy = folder.resolve("left.journal");
        Files.write(RecentRecords.pathOf(copy), recent);
        return Files.write(copy, file);
    }

    @Test
    void everyRecordIsRead_asSoonAsItIsAppended() throws IOException {
        try (JournalWriter writer = new JournalWriter(journal, Samples.HEADER);
                JournalReader reader = new JournalReader(journal, 0)) {
            for (int step = 1; step <= 5_000; step++) {
                metric(writer, step);
                assertThat(next(reader)).containsExactly((long) step);
                assertThat(JournalReader.length(journal))
                        .isEqualTo(writer.length())
                        .isEqualTo(reader.position());
            }
        }
        assertThat(steps(journal)).isEqualTo(upTo(5_000));
        assertThat(folder)
                .isDirectoryContaining(path -> path.equals(journal))
                .isDirectoryNotContaining("glob:**.recent");
    }

    @Test
    void recordsOfOtherKinds_keepTheirPlace() throws IOException {
        try (JournalWriter writer = new JournalWriter(journal, Samples.HEADER)) {
            for (int step = 1; step <= COUNT; step++) {
                metric(writer, step);
                if (step % 10 == 0) {
                    writer.append(new Entry.RunResumed(step));
                }
            }
            double[] many = new double[10_000];
            List<String> names = new ArrayList<>();
            for (int i = 0; i < many.length; i++) {
                names.add("metric " + i);
            }
            writer.appendMetrics(1, COUNT + 1, names, many);
            metric(writer, COUNT + 2);
        }
        List<String> kinds = Samples.read(journal);
        assertThat(kinds).hasSize(1 + COUNT + COUNT / 10 + 2 + 1);
        assertThat(kinds.get(11)).isEqualTo("RunResumed[time=10]");
        assertThat(steps(journal)).isEqualTo(upTo(COUNT + 2));
    }

    @Test
    void readers_seeEachRecordOnce_whileTheWriterIsAtWork() throws Exception {
        int last = 60_000;
        List<Long> seen = new ArrayList<>();
        try (JournalWriter writer = new JournalWriter(journal, Samples.HEADER);
                JournalReader reader = new JournalReader(journal, 0)) {
            Thread thread = new Thread(() -> {
                for (int step = 1; step <= last; step++) {
                    metric(writer, step);
                }
            });
            thread.start();
            while (thread.isAlive()) {
                seen.addAll(next(reader));
            }
            seen.addAll(next(reader));
            assertThat(reader.damages()).isEmpty();
        }
        assertThat(seen).isEqualTo(upTo(last));
    }

    @Test
    void nothingIsLost_whenTheWriterIsKilledBetweenRecords() throws IOException {
        for (int records : new int[] {1, 15, 16, 17, 40, COUNT, 900}) {
            byte[][] files = killedAfter(records);
            assertThat(steps(left(files[0], files[1]))).isEqualTo(upTo(records));
        }
    }

    @Test
    void nothingIsLost_whenTheWriterIsKilledWhileItWritesThemToTheFile() throws IOException {
        byte[][] files = killedAfter(COUNT);
        int used = (int) Buffer.longAt(files[1], RecentRecords.USED_AT);
        byte[] recent = Arrays.copyOfRange(files[1], RecentRecords.HEADER_LENGTH, RecentRecords.HEADER_LENGTH + used);
        for (int written = 0; written <= used; written += 7) {
            byte[] file = Arrays.copyOf(files[0], files[0].length + written);
            System.arraycopy(recent, 0, file, files[0].length, written);
            assertThat(steps(left(file, files[1]))).isEqualTo(upTo(COUNT));
        }
    }

    @Test
    void aRecordThatWasBeingPut_isNoDamage() throws IOException {
        byte[][] files = killedAfter(COUNT);
        long used = Buffer.longAt(files[1], RecentRecords.USED_AT);
        for (int missing = 1; missing <= 20; missing++) {
            byte[] torn = files[1].clone();
            ByteBuffer.wrap(torn).putLong(RecentRecords.USED_AT, used - missing);
            assertThat(steps(left(files[0], torn))).isEqualTo(upTo(COUNT - 1));
        }
    }

    @Test
    void aNewerFormat_isRefused() throws IOException {
        byte[][] files = killedAfter(COUNT);
        ByteBuffer.wrap(files[1]).putLong(RecentRecords.VERSION_AT, 2);

        assertThatThrownBy(() -> steps(left(files[0], files[1])))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("left.journal.recent' was written in journal format 2")
                .hasMessageContaining("Use the version of Ratchet that wrote it");
    }

    /** Logs a hundred values, a tag that is too large for the limit of its files, and three hundred values more. */
    static final class FullDisk {

        private FullDisk() {}

        public static void main(String[] arguments) throws IOException {
            JournalWriter writer = new JournalWriter(Path.of(arguments[0]), Samples.HEADER);
            for (int step = 1; step <= COUNT; step++) {
                metric(writer, step);
            }
            boolean large = writer.append(new Entry.Tags(1, Map.of("large", "x".repeat(120_000))));
            for (int step = COUNT + 1; step <= 4 * COUNT; step++) {
                metric(writer, step);
            }
            System.out.println("LARGE " + large + ", lost " + writer.lost());
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatCameAfterAFailedWrite_isRead() throws Exception {
        try (ChildJvm child = ChildJvm.startWithFileLimit(100, FullDisk.class, journal.toString())) {
            assertThat(child.await("LARGE ")).isEqualTo("false, lost 1");
            assertThat(child.exitCode()).isZero();
        }
        assertThat(steps(journal)).isEqualTo(upTo(4 * COUNT));
    }

    @Test
    void aFileThatSaysNothing_isLeftOut() throws IOException {
        byte[][] files = killedAfter(COUNT);
        List<Long> own = steps(left(files[0], new byte[files[1].length]));
        assertThat(own).isEqualTo(upTo(own.size())).hasSizeLessThan(COUNT);

        byte[] tooMuch = files[1].clone();
        ByteBuffer.wrap(tooMuch).putLong(RecentRecords.USED_AT, RecentRecords.CAPACITY + 1L);
        assertThat(steps(left(files[0], tooMuch))).isEqualTo(own);

        assertThat(steps(left(files[0], Arrays.copyOf(files[1], 20)))).isEqualTo(own);
        // A file that lost its end with the power, behind which the recent records began.
        byte[] shorter = Arrays.copyOf(files[0], files[0].length - 1);
        assertThat(steps(left(shorter, files[1]))).isEqualTo(upTo(own.size() - 1));
    }
}
