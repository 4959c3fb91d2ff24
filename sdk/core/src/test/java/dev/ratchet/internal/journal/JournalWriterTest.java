/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalWriterTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("w.journal");
    }

    @Test
    void append_keepsRecords_thatAreLargerThanAReadersWindow() throws IOException {
        String large = "é".repeat(3_000_000);
        try (JournalWriter writer = new JournalWriter(file(), Samples.HEADER)) {
            assertThat(writer.append(new Entry.Tags(1, Map.of("a", large)))).isTrue();
            assertThat(writer.append(new Entry.Tags(2, Map.of("a", "small")))).isTrue();
            assertThat(writer.append(new Entry.Tags(3, Map.of("a", large + "x"))))
                    .isTrue();
        }

        List<String> values = new ArrayList<>();
        try (JournalReader reader = new JournalReader(file(), 0)) {
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry instanceof Entry.Tags tags) {
                    values.add(tags.tags().getOrDefault("a", ""));
                }
            }
        }
        assertThat(values).containsExactly(large, "small", large + "x");
    }

    @Test
    void append_countsARecord_thatNoReaderWouldTake() throws IOException {
        String tooLarge = "x".repeat(Frames.MAX_PAYLOAD);
        try (JournalWriter writer = new JournalWriter(file(), Samples.HEADER)) {
            assertThat(writer.append(new Entry.Tags(1, Map.of("a", tooLarge)))).isFalse();
            assertThat(writer.append(new Entry.Tags(2, Map.of("b", "kept")))).isTrue();
            assertThat(writer.lost()).isEqualTo(1);
            assertThat(writer.lostReason()).contains("at most " + Frames.MAX_PAYLOAD);
        }

        assertThat(Samples.read(file())).hasSize(3).anyMatch(words -> words.contains("kept"));
    }

    @Test
    void append_andForce_work_onAnInterruptedThread() throws IOException {
        try (JournalWriter writer = new JournalWriter(file(), Samples.HEADER)) {
            Thread.currentThread().interrupt();
            assertThat(writer.append(new Entry.RunResumed(1))).isTrue();
            writer.force();
            assertThat(writer.append(new Entry.RunResumed(2))).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(writer.append(new Entry.RunResumed(3))).isTrue();
            assertThat(writer.lost()).isZero();
        }

        assertThat(Samples.read(file())).hasSize(5);
    }

    @Test
    void append_keepsEverything_fromManyThreads() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (JournalWriter writer = new JournalWriter(file(), Samples.HEADER)) {
            for (int t = 0; t < 4; t++) {
                int number = t;
                Thread thread = new Thread(() -> {
                    awaitQuietly(start);
                    for (int i = 0; i < 1000; i++) {
                        writer.appendMetrics(i, number, List.of("loss"), new double[] {i});
                    }
                });
                thread.start();
                threads.add(thread);
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(Samples.read(file())).hasSize(4002).doesNotHaveDuplicates();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void append_isRefusedAndCounted_afterClose() throws IOException {
        JournalWriter writer = new JournalWriter(file(), Samples.HEADER);
        writer.close(7);
        writer.close(8);

        assertThat(writer.append(new Entry.Params(9, Map.of("a", "1", "b", "2"))))
                .isFalse();
        assertThat(writer.lost()).isEqualTo(2);
        assertThat(Samples.read(file())).last().isEqualTo("WriterClosed[time=7]");
    }

    @Test
    void open_cutsTheTornTail_ofItsOwnLog() throws IOException {
        Path log = folder.resolve("delivered.log");
        try (TextLog lines = new TextLog(log)) {
            lines.append("{\"a\":1}");
            lines.append("{\"b\":\"日本\"}");
        }
        byte[] bytes = Files.readAllBytes(log);
        for (int length = bytes.length - 1; length > Frames.HEADER_LENGTH; length--) {
            Files.write(log, Arrays.copyOf(bytes, length));
            int whole = TextLog.read(log).size();
            try (TextLog lines = new TextLog(log)) {
                lines.append("after");
            }
            assertThat(TextLog.read(log)).hasSize(whole + 1).last().isEqualTo("after");
        }
    }

    @Test
    void open_fails_whereNothingCanBeWritten() throws IOException {
        Path blocked = Files.writeString(folder.resolve("no-directory"), "x").resolve("w.journal");

        assertThatThrownBy(() -> new JournalWriter(blocked, Samples.HEADER).close())
                .isInstanceOf(IOException.class);
    }
}
