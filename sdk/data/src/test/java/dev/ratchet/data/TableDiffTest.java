/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class TableDiffTest {

    private static final List<String> KEY = List.of("id");

    @TempDir
    Path folder;

    private Table table(String name, String... rows) {
        try {
            return Tables.csv(Files.writeString(folder.resolve(name + ".csv"), String.join("\n", rows) + "\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rows_areLinedUpByTheirKey() {
        try (Table first = table("first", "id,x,s", "1,0.5,a", "2,-0.0,b", "3,NaN,c", "4,1,d", "5,,e");
                Table second = table("second", "id,x,s", "6,7,g", "5,2.5,e", "3,NaN,c", "2,0.0,\"\"", "1,0.5,a")) {
            TableDiff diff = first.differences(second, KEY, 10);

            assertThat(diff.isEmpty()).isFalse();
            assertThat(diff.onlyInFirst()).isEqualTo(1);
            assertThat(diff.onlyInSecond()).isEqualTo(1);
            assertThat(diff.changed()).isEqualTo(2);
            assertThat(diff.columns())
                    .containsExactly(new TableDiff.ColumnCount("x", 1), new TableDiff.ColumnCount("s", 1));
            assertThat(diff.rows())
                    .containsExactly(
                            new TableDiff.RowDifference(
                                    TableDiff.Where.BOTH, List.of("2"), List.of(new TableDiff.Cell("s", "b", ""))),
                            new TableDiff.RowDifference(TableDiff.Where.FIRST, List.of("4"), List.of()),
                            new TableDiff.RowDifference(
                                    TableDiff.Where.BOTH, List.of("5"), List.of(new TableDiff.Cell("x", null, "2.5"))),
                            new TableDiff.RowDifference(TableDiff.Where.SECOND, List.of("6"), List.of()));
        }
    }

    @Test
    void sameRowsInAnotherOrder_differInNothing() {
        try (Table first = table("first", "id,x", "1,2", "2,3", ",4");
                Table second = table("second", "id,x", ",4", "2,3", "1,2")) {
            assertThat(first.differences(second, KEY, 10).isEmpty()).isTrue();
        }
    }

    @Test
    void columnsOfOneTableOnly_andOfOtherTypes_areLeftOut() {
        try (Table first = table("first", "id,x,y", "1,2,3");
                Table second = table("second", "id,x,z", "1,2.5,4")) {
            assertThat(first.differences(second, KEY, 10).isEmpty()).isTrue();
            assertThat(first.digest().differences(second.digest())).isNotEmpty();
        }
    }

    @Test
    void listOfRows_isBounded_andCountsAreNot() {
        try (Table first = table("first", "id,x", "1,1", "2,1", "3,1");
                Table second = table("second", "id,x", "1,2", "2,2", "3,2")) {
            TableDiff diff = first.differences(second, KEY, 2);

            assertThat(diff.rows()).hasSize(2);
            assertThat(diff.changed()).isEqualTo(3);
        }
    }

    @Test
    void keyThatIsNoKey_isRefused() {
        try (Table first = table("first", "id,x", "1,1", "2,1");
                Table second = table("second", "id,x", "1,2", "1,3")) {
            assertThatThrownBy(() -> first.differences(second, KEY, 2))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("[id]", "'second'", "rows 0 and 1");
            assertThatThrownBy(() -> first.differences(second, List.of("none"), 2))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("'none'", "[id, x]");
            assertThatThrownBy(() -> first.differences(second, List.of(), 2))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("key");
        }
    }
}
