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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class JsonTest {

    @TempDir
    Path folder;

    @Test
    void jsonAndCsv_haveOneDigest() throws IOException {
        CsvOptions options = CsvOptions.builder().nullTexts("", "NA").build();
        try (Table table = Tables.csv(TestFiles.FLIGHTS, options)) {
            String lines = objects(table);
            Path packed = folder.resolve("flights.jsonl.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                out.write(lines.getBytes(StandardCharsets.UTF_8));
            }
            Path array = write("[" + lines.strip().replace("\n", ",\n") + "]");
            JsonOptions declared = JsonOptions.builder().schema(table.schema()).build();
            try (Table found = Tables.json(packed);
                    Table read = Tables.json(array, declared)) {
                assertThat(found.name()).isEqualTo("flights");
                assertThat(found.digest().differences(table.digest())).isEmpty();
                assertThat(read.digest().digest()).isEqualTo(table.digest().digest());
            }
        }
    }

    private static String objects(Table table) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < table.rowCount(); row++) {
            String comma = "{";
            for (int column = 0; column < table.schema().size(); column++) {
                Object value = table.value(row, column);
                boolean quoted = !table.schema().type(column).isNumeric();
                // A missing value is null in the first row, absent in others.
                if (value != null || row == 0) {
                    out.append(comma)
                            .append('"')
                            .append(table.schema().names().get(column))
                            .append("\":")
                            .append(quoted && value != null ? "\"" + value + "\"" : value);
                    comma = ",";
                }
            }
            out.append("}\n");
        }
        return out.toString();
    }

    @Test
    void json_findsTypes() throws IOException {
        Path file = write("{\"i\": 1, \"f\": 1, \"b\": true, \"s\": \"007\", \"d\": \"2024-02-29\","
                + " \"t\": \"2024-02-29T12:00:00+02:00\", \"n\": {\"x\": [1, 2.50]}, \"m\": 1, \"z\": null}\n"
                + "{\"f\": 2.5e0, \"m\": \"x\", \"big\": 99999999999999999999, \"nan\": NaN}");
        try (Table table = Tables.json(file)) {
            assertThat(table.schema().toString())
                    .isEqualTo(TableSchema.builder()
                            .column("i", DataType.INT64)
                            .column("f", DataType.FLOAT64)
                            .column("b", DataType.BOOLEAN)
                            .column("s", DataType.STRING)
                            .column("d", DataType.DATE)
                            .column("t", DataType.TIMESTAMP_UTC)
                            .column("n", DataType.STRING)
                            .column("m", DataType.STRING)
                            .column("big", DataType.FLOAT64)
                            .column("nan", DataType.FLOAT64)
                            .build()
                            .toString());
            assertThat(table.value(0, 3)).isEqualTo("007");
            assertThat(table.value(0, 4)).isEqualTo(LocalDate.parse("2024-02-29"));
            assertThat(table.value(0, 5)).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
            assertThat(table.value(0, 6)).isEqualTo("{\"x\":[1,2.50]}");
            assertThat(table.value(0, 7)).isEqualTo("1");
            assertThat(table.isMissing(1, 0)).isTrue();
            assertThat(table.value(1, 9)).isEqualTo(Double.NaN);
        }
    }

    @Test
    void json_readsDeclaredLists() throws IOException {
        JsonOptions options = JsonOptions.builder()
                .type("a", DataType.listOf(DataType.INT16))
                .type("b", DataType.INT8)
                .name("lists")
                .build();
        try (Table table = Tables.json(write("[{\"a\": [1, null, 3.0], \"b\": 4.0}]"), options)) {
            assertThat(table.name()).isEqualTo("lists");
            assertThat(table.value(0, 0)).isEqualTo(Arrays.asList(1L, null, 3L));
            assertThat(table.value(0, 1)).isEqualTo(4L);
        }
        TableSchema schema = TableSchema.builder().column("x", DataType.INT8).build();
        try (Table table =
                Tables.json(write("[]"), JsonOptions.builder().schema(schema).build())) {
            assertThat(table.rowCount()).isZero();
            assertThat(table.schema().names()).isEqualTo(List.of("x"));
        }
    }

    @Test
    void badFiles_areRefusedWithTheReason() throws IOException {
        refused(folder.resolve("no.json"), "no file");
        refused(write(""), "empty");
        refused(write("[]"), "no rows");
        refused(write("{}\n{}\n"), "only empty ones", "no columns", "schema(");
        refused(write("[{\"a\": 1}, {\"a\":"), "cut off", "row 2");
        refused(write("[{\"a\": 1}, {\"a\": 2}"), "cut off");
        refused(write("{\"a\": 1}\n{\"a\": x}\n"), "line 2", "not JSON");
        refused(write("{\"a\": 1, \"a\": 2}\n"), "line 1", "Duplicate");
        refused(write("1 2 3"), "row 1", "object");
        refused(write("[{\"a\": 1}] 5"), "behind the end");
        refused(write("a,b\n1,2\n"), "line 1", "not JSON");
        Path later = write("{\"a\": 1}\n{\"a\": 2}\n{\"a\": \"x\", \"b\": 1}\n");
        JsonOptions two = JsonOptions.builder().inferenceRows(2).build();
        assertThatThrownBy(() -> Tables.json(later, two))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("row 3", "'b'", "inferenceRows");
        Path text = write("{\"a\": 1}\n{\"a\": 2}\n{\"a\": \"x\"}\n");
        assertThatThrownBy(() -> Tables.json(text, two))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("row 3 (line ", "column 'a'", "'x'", "int64");
        JsonOptions other = JsonOptions.builder().type("c", DataType.INT8).build();
        assertThatThrownBy(() -> Tables.json(text, other)).hasMessageContainingAll("no column 'c'", "[a]");
        byte[] packed = Files.readAllBytes(TestFiles.FLIGHTS);
        refused(Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(packed, 12)), "gzip", "cut off");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "t", ".json"), text);
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> Tables.json(file).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(words);
    }
}
