/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(NoMemoryLeft.class)
class CsvTest {

    @TempDir
    Path folder;

    @Test
    void csv_findsTypesAndMissingValues() {
        CsvOptions options = CsvOptions.builder().nullTexts("", "NA").build();
        try (Table table = Tables.csv(TestFiles.PENGUINS, options)) {
            assertThat(table.name()).isEqualTo("penguins");
            assertThat(table.rowCount()).isEqualTo(344);
            assertThat(table.schema().type(table.column("bill_length_mm"))).isEqualTo(DataType.FLOAT64);
            assertThat(table.schema().type(table.column("year"))).isEqualTo(DataType.INT64);
            assertThat(table.schema().type(table.column("species"))).isEqualTo(DataType.STRING);
            assertThat(table.isMissing(3, table.column("sex"))).isTrue();
            assertThat(table.number(3, table.column("body_mass_g"))).isNaN();
            assertThat(table.text(0, 0)).isEqualTo("Adelie");
            assertThat(table.columns().get(0).required()).isTrue();
            assertThat(table.columns().get(2).required()).isFalse();
        }
    }

    @Test
    void csv_readsPackedFiles() {
        CsvOptions options = CsvOptions.builder()
                .nullTexts("", "NA")
                .type("carrier", DataType.CATEGORICAL)
                .type("time_hour", DataType.TIMESTAMP_UTC)
                .type("dep_delay", DataType.INT16)
                .build();
        try (Table table = Tables.csv(TestFiles.FLIGHTS, options)) {
            assertThat(table.name()).isEqualTo("flights-20000");
            assertThat(table.rowCount()).isEqualTo(20_000);
            assertThat(table.text(0, table.column("carrier"))).isEqualTo("UA");
            assertThat(table.value(0, table.column("time_hour"))).isEqualTo(Instant.parse("2013-01-01T10:00:00Z"));
            assertThat(table.value(0, table.column("dep_delay"))).isEqualTo(2L);
        }
    }

    @Test
    void csv_tellsMissingFromEmptyAndNaN() throws IOException {
        Path file = write("a,b,c\n\"\",NaN,1\n,,2\nNA,1,3\n");
        try (Table table = Tables.csv(file)) {
            assertThat(table.value(0, 0)).isEqualTo("");
            assertThat(table.value(0, 1)).isEqualTo(Double.NaN);
            assertThat(table.isMissing(0, 1)).isFalse();
            assertThat(table.value(1, 0)).isNull();
            assertThat(table.isMissing(1, 1)).isTrue();
            assertThat(table.value(2, 0)).isEqualTo("NA");
        }
    }

    @Test
    void csv_readsDeclaredTypesExactly() throws IOException {
        Path file = write("i,u,d,b,t,s\n-128,18446744073709551615,1.5,true,2024-02-29 12:00:00.000001,x\n,,,,,\n");
        TableSchema schema = TableSchema.builder()
                .column("i", DataType.INT8)
                .column("u", DataType.UINT64)
                .column("d", DataType.decimal(10, 2))
                .column("b", DataType.BOOLEAN)
                .column("t", DataType.TIMESTAMP)
                .column("s", DataType.CATEGORICAL)
                .build();
        try (Table table = Tables.csv(file, CsvOptions.builder().schema(schema).build())) {
            assertThat(table.schema()).isEqualTo(schema);
            assertThat(table.value(0, 0)).isEqualTo(-128L);
            assertThat(table.text(0, 1)).isEqualTo("18446744073709551615");
            assertThat(table.number(0, 1)).isEqualTo(0x1p64);
            assertThat(table.value(0, 2)).isEqualTo(new BigDecimal("1.50"));
            assertThat(table.value(0, 3)).isEqualTo(true);
            assertThat(table.text(0, 4)).isEqualTo("2024-02-29T12:00:00.000001");
            assertThat(table.text(0, 5)).isEqualTo("x");
            for (int column = 0; column < 6; column++) {
                assertThat(table.isMissing(1, column)).isTrue();
            }
        }
    }

    @Test
    void csv_takesHeadersAsTheyAre() throws IOException {
        Path file = write("\"a, \"\"b\"\"\",A,a,\r\n1,2,3,4\r\n");
        try (Table table = Tables.csv(file);
                Table marked = Tables.csv(write("\uFEFFa,\"b\"\n1,2\n"))) {
            assertThat(marked.schema().names()).containsExactly("a", "b");
            assertThat(marked.rowCount()).isEqualTo(1);
            assertThat(table.schema().names()).isEqualTo(List.of("a, \"b\"", "A", "a", "column_4"));
            assertThat(table.number(0, 3)).isEqualTo(4);
        }
    }

    @Test
    void csv_readsOtherDelimitersAndEncodings() throws IOException {
        Path latin = folder.resolve("latin.tsv");
        Files.writeString(latin, "n\tv\nété\t1\n", StandardCharsets.ISO_8859_1);
        Path plain = Files.writeString(folder.resolve("plain.csv"), "n,v\nété,1\n");
        CsvOptions latinOptions = CsvOptions.builder()
                .delimiter('\t')
                .charset(StandardCharsets.ISO_8859_1)
                .build();
        try (Table first = Tables.csv(latin, latinOptions);
                Table second = Tables.csv(plain)) {
            assertThat(first.text(0, 0)).isEqualTo("été");
            assertThat(second.text(0, 0)).isEqualTo("été");
            assertThat(first.digest().digest()).isEqualTo(second.digest().digest());
        }
    }

    @Test
    void csv_withHeaderOnly_isATableOfNoRows() throws IOException {
        try (Table table = Tables.csv(write("a,b\n"));
                Table bare = Tables.csv(write("a,b"))) {
            assertThat(table.rowCount()).isZero();
            assertThat(table.schema().names()).containsExactly("a", "b");
            assertThat(bare.digest().digest()).isEqualTo(table.digest().digest());
            assertThat(table.identity().profileJson()).contains("\"num_rows\":0");
        }
    }

    @Test
    void csv_fileNameWithPatternCharacters_isThatFileOnly() throws IOException {
        Path file = folder.resolve("x[12]'s.csv");
        Files.writeString(file, "a\n1\n");
        Files.writeString(folder.resolve("x1's.csv"), "a\n2\n");
        try (Table table = Tables.csv(file)) {
            assertThat(table.number(0, 0)).isEqualTo(1);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "t", ".csv"), text);
    }
}
