/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class SealedPartTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path store;

    private TestOpenings openings() {
        return new TestOpenings(store, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void openings_areKept_andWarnOfTheSecond() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.stratified("diagnosis").seed(42).apply(table)) {
            assertThat(openings().openings()).isEmpty();
            Purpose purpose =
                    Purpose.of("final evaluation").run("r1").decision("d1").finalModel("breast-cancer/1");
            try (Table test = split.test().open(openings(), purpose);
                    Table again = split.test().open(openings(), Purpose.of("a look"))) {
                assertThat(test.digestOfRowsInAnyOrder())
                        .isEqualTo(split.test().digest())
                        .isEqualTo(again.digestOfRowsInAnyOrder());
            }
            List<Opening> kept = TestOpenings.in(store).openings(split.test().digest());
            assertThat(kept).extracting(Opening::number).containsExactly(1, 2);
            assertThat(kept.get(0).warnings()).isEmpty();
            assertThat(kept.get(0).time()).isEqualTo(NOON);
            assertThat(kept.get(0).purpose().run()).contains("r1");
            assertThat(kept.get(0).purpose().decision()).contains("d1");
            assertThat(kept.get(0).purpose().finalModel()).contains("breast-cancer/1");
            assertThat(kept.get(1).warnings())
                    .containsExactly(Opening.Warning.OPENED_BEFORE, Opening.Warning.NO_FINAL_MODEL);
        }
    }

    @Test
    void openingInARun_namesIt() {
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.random().apply(table)) {
            String run = ratchet.experiment("e").run("r", open -> {
                split.test().open(ratchet, "a look").close();
                return open.id();
            });
            assertThat(TestOpenings.of(ratchet).openings())
                    .singleElement()
                    .satisfies(opening -> assertThat(opening.purpose().run()).contains(run));
        }
    }

    @Test
    void openingsOfManyThreads_areAllKept() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.random().apply(table)) {
            IntStream.range(0, 24)
                    .parallel()
                    .forEach(i -> split.test()
                            .open(openings(), Purpose.of("look " + i))
                            .close());
            assertThat(openings().openings())
                    .extracting(Opening::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 24).boxed().toList());
        }
    }

    @Test
    void lineThatWasCutOff_isPassedOver() throws Exception {
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.random().apply(table)) {
            split.test().open(openings(), Purpose.of("one")).close();
            Path file = store.resolve("test-openings").resolve("openings.jsonl");
            Files.writeString(file, "{\"digest\":\"multi", StandardOpenOption.APPEND);
            split.test().open(openings(), Purpose.of("two")).close();
            assertThat(openings().openings())
                    .extracting(opening -> opening.purpose().text())
                    .containsExactly("one", "two");
        }
    }

    @Test
    void partStaysSealed_whenItsOpeningCannotBeWritten() throws Exception {
        Files.writeString(store.resolve("test-openings"), "a file where the folder should be");
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.random().apply(table)) {
            assertThatThrownBy(() -> split.test().open(openings(), Purpose.of("one")))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("stays sealed", "openings.jsonl");
            assertThatThrownBy(() -> Purpose.of(" ")).hasMessageContaining("for a purpose");
        }
    }
}
