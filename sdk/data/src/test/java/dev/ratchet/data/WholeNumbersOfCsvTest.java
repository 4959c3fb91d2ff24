/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole numbers that DuckDB reads itself are those that our own reading of the texts gives, and no others. */
@ExtendWith(NoMemoryLeft.class)
class WholeNumbersOfCsvTest {

    private static final CsvOptions WHOLE = CsvOptions.builder()
            .nullTexts("", "NA")
            .type("a", DataType.INT64)
            .type("b", DataType.INT64)
            .build();
    private static final CsvOptions MIXED = CsvOptions.builder()
            .nullTexts("", "NA")
            .type("a", DataType.INT64)
            .type("b", DataType.FLOAT64)
            .build();

    @TempDir
    Path folder;

    private Path file(List<String> lines) throws IOException {
        return Files.write(
                folder.resolve("a.csv"),
                Stream.concat(Stream.of("a,b"), lines.stream()).toList());
    }

    /** All texts of up to four of these characters. */
    private static List<String> texts(String characters, int length) {
        List<String> all = new ArrayList<>(List.of(""));
        for (int begin = 0, i = 0; i < length; i++) {
            int end = all.size();
            for (; begin < end; begin++) {
                for (int c = 0; c < characters.length(); c++) {
                    all.add(all.get(begin) + characters.charAt(c));
                }
            }
        }
        return all.subList(1, all.size());
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9]+");
    }

    static List<String> numbers() {
        return texts("017+-", 4).stream()
                .filter(WholeNumbersOfCsvTest::isNumber)
                .toList();
    }

    static List<String> others() {
        return texts("1+-", 3).stream().filter(text -> !isNumber(text)).toList();
    }

    @Test
    void digitsAndSigns_areWholeNumbers() throws IOException {
        Path whole = file(numbers().stream().map(text -> text + ",NA").toList());
        try (Table table = Tables.csv(whole, WHOLE)) {
            List<Object> read = new ArrayList<>();
            for (int row = 0; row < table.rowCount(); row++) {
                read.add(table.value(row, 0));
                assertThat(table.isMissing(row, 1)).isTrue();
            }
            assertThat(read).isEqualTo(numbers().stream().map(Long::parseLong).collect(Collectors.toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    @ValueSource(
            strings = {"1.5", "1.0", ".5", "1e3", "1E2", "5e-1", "0x1F", "0b1", "1_000", " 1", "1 ", "inf", "N", "NAN"})
    void otherTexts_areRefused_whateverTheOtherColumnHolds(String text) throws IOException {
        Path file = file(List.of("1,2", text + ",3"));
        for (CsvOptions options : List.of(WHOLE, MIXED)) {
            assertThatThrownBy(() -> Tables.csv(file, options).close())
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("a.csv", "row 2", "column 'a'", "'" + text + "'", "int64");
        }
    }

    @Test
    void everyCharacterOfAPiece_isLookedAt() throws IOException {
        // Pieces of 4 MB are looked at by themselves.
        List<String> lines = LongStream.range(0, 700_000)
                .mapToObj(i -> (1_000_000 + i) + "," + (i % 3 == 0 ? "NA" : i + ".25"))
                .collect(Collectors.toList());
        try (Table table = Tables.csv(file(lines), MIXED)) {
            assertThat(table.rowCount()).isEqualTo(700_000);
            assertThat(table.value(699_999, 0)).isEqualTo(1_699_999L);
        }
        lines.set(600_000, "1600000.4,1");
        Path bad = file(lines);
        assertThatThrownBy(() -> Tables.csv(bad, MIXED).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("row 600001", "column 'a'", "'1600000.4'");
    }

    @Test
    void numberThatIsTooLarge_isRefusedWithItsRow_afterBatchesThatWereRead() throws IOException {
        List<String> lines =
                LongStream.range(0, 200_000).mapToObj(i -> i % 100 + ",1").collect(Collectors.toList());
        lines.set(150_000, "300,1");
        Path file = file(lines);
        CsvOptions small = CsvOptions.builder()
                .type("a", DataType.UINT8)
                .type("b", DataType.INT8)
                .build();
        assertThatThrownBy(() -> Tables.csv(file, small).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("row 150001", "column 'a'", "'300'", "uint8");
    }

    @Test
    void quotedNumbers_areRead() throws IOException {
        try (Table table = Tables.csv(file(List.of("\"1\",2", "\"-3\",\"+4\"")), WHOLE)) {
            assertThat(table.value(1, 0)).isEqualTo(-3L);
            assertThat(table.value(1, 1)).isEqualTo(4L);
        }
    }
}
