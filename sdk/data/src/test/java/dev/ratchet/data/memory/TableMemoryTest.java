/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.memory;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@ExtendWith(NoMemoryLeft.class)
class TableMemoryTest {

    @Test
    void closedTable_saysSo_andWhatWasMadeFromItStays() {
        Table table = Tables.csv(TestFiles.PENGUINS);
        try (Table some = table.head(10)) {
            table.close();
            table.close();
            assertThat(some.text(0, 0)).isEqualTo("Adelie");
            assertThat(table.isClosed()).isTrue();
            assertThatThrownBy(() -> table.text(0, 0))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("'penguins'", "TableMemoryTest.java", "is closed");
        }
    }

    @Test
    void sharedColumns_areNotCopied() {
        try (Table table = Tables.csv(TestFiles.CANCER)) {
            long before = ArrowMemory.allocated();
            try (Table some = table.select("mean_radius", "mean_area");
                    Table twice = some.concat(some)) {
                assertThat(twice.rowCount()).isEqualTo(200);
                assertThat(ArrowMemory.allocated()).isEqualTo(before);
            }
        }
    }

    @Test
    void forgottenTable_isFreedAndReported() {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            forget();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return ArrowMemory.allocated() == 0
                        && log.toString(StandardCharsets.UTF_8).contains("never closed");
            });
        } finally {
            System.setOut(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("never closed")
                .contains("'penguins'", "TableMemoryTest.forget", "bytes");
    }

    private static void forget() {
        assertThat(Tables.csv(TestFiles.PENGUINS).rowCount()).isEqualTo(344);
    }

    @Test
    void tableOfARatchet_isClosedWithIt(@TempDir Path home) {
        Table table;
        try (Ratchet ratchet = Ratchet.builder().store(home).localOnly().open()) {
            table = Tables.closedWith(ratchet, Tables.csv(TestFiles.PENGUINS));
            assertThat(table.rowCount()).isEqualTo(344);
        }
        assertThat(table.isClosed()).isTrue();
    }
}
