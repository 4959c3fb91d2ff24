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
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class ArrowTest {

    @TempDir
    Path folder;

    @Test
    void arrowAndCsv_haveOneDigest() {
        Path file = folder.resolve("flights.arrow");
        CsvOptions options = CsvOptions.builder()
                .nullTexts("", "NA")
                .type("carrier", DataType.CATEGORICAL)
                .type("distance", DataType.decimal(10, 2))
                .build();
        try (Table table = Tables.csv(TestFiles.FLIGHTS, options)) {
            Tables.writeArrow(table, file);
            try (Table read = Tables.arrow(file)) {
                assertThat(read.name()).isEqualTo("flights");
                assertThat(read.digest().differences(table.digest())).isEmpty();
                assertThat(read.digest().digest()).isEqualTo(table.digest().digest());
            }
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types-lz4.feather", "types-zstd.feather", "types.arrows"})
    void filesOfPyarrow(String name) {
        Path parquet = folder.resolve("types.parquet");
        try (Table table = Tables.arrow(TestFiles.resource(name))) {
            assertThat(table.schema().fields())
                    .extracting(TableSchema.Field::type)
                    .extracting(DataType::text)
                    .containsExactly(
                            "int64",
                            "float64",
                            "string",
                            "categorical",
                            "timestamp",
                            "timestamp_utc",
                            "boolean",
                            "list<int64>",
                            "string",
                            "date",
                            "int64");
            assertThat(row(table, 0))
                    .containsExactly(
                            1L,
                            0.5,
                            "a",
                            "x",
                            LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                            Instant.parse("2024-02-29T12:00:00.000001Z"),
                            true,
                            List.of(1L, 2L),
                            "p",
                            LocalDate.parse("2024-02-29"),
                            7L);
            assertThat(table.value(1, 3)).isEqualTo("y");
            assertThat(table.isMissing(1, 0)).isTrue();
            assertThat(table.isMissing(2, 3)).isTrue();
            assertThat(table.value(2, 4)).isEqualTo(LocalDateTime.parse("1969-12-31T00:00"));
            assertThat(table.value(2, 7)).isEqualTo(List.of());
            Tables.writeParquet(table, parquet);
            try (Table again = Tables.parquet(parquet)) {
                assertThat(again.digest().differences(table.digest())).isEmpty();
            }
        }
    }

    @Test
    void timesFinerThanMicroseconds_areRefused() {
        refused(TestFiles.resource("nanoseconds.feather"), "row 1", "column 't'", "finer than the microseconds");
    }

    @Test
    void badFiles_areRefusedWithTheReason() throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.resource("types-lz4.feather"));
        byte[] stream = Files.readAllBytes(TestFiles.resource("types.arrows"));
        refused(folder.resolve("no.arrow"), "no file");
        refused(write("empty.arrow", new byte[0]), "empty", "0 bytes");
        refused(write("text.arrow", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)), "not an Arrow file");
        refused(write("cut.feather", Arrays.copyOf(whole, whole.length / 2)), "cut off");
        refused(write("cut.arrows", Arrays.copyOf(stream, stream.length - 8)), "cut off");
        refused(write("old.feather", "FEA1abcdefghFEA1".getBytes(StandardCharsets.UTF_8)), "version 1");
        byte[] footer = whole.clone();
        Arrays.fill(footer, footer.length - 200, footer.length - 20, (byte) 0x55);
        refused(write("footer.feather", footer), "cannot be read as Arrow", "damaged");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static List<Object> row(Table table, int row) {
        Object[] values = new Object[table.schema().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = table.value(row, i);
        }
        return Arrays.asList(values);
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> Tables.arrow(file).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(words);
    }
}
