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
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class ParquetTest {

    @TempDir
    Path folder;

    @Test
    void parquetAndCsv_haveOneDigest() {
        Path parquet = folder.resolve("flights.parquet");
        Path csv = folder.resolve("flights.csv");
        try (Table table = Tables.csv(TestFiles.FLIGHTS)) {
            Tables.writeParquet(table, parquet);
            Tables.writeCsv(table, csv);
            CsvOptions declared = CsvOptions.builder().schema(table.schema()).build();
            try (Table fromParquet = Tables.parquet(parquet);
                    Table fromCsv = Tables.csv(csv, declared)) {
                assertThat(fromParquet.schema()).isEqualTo(table.schema());
                assertThat(fromParquet.digest().differences(table.digest())).isEmpty();
                assertThat(fromParquet.digest().digest())
                        .isEqualTo(table.digest().digest());
                assertThat(fromCsv.digest().digest()).isEqualTo(table.digest().digest());
            }
        }
    }

    @Test
    void parquet_readsSomeColumnsWithOtherTypes() {
        Path file = written();
        ParquetOptions options = ParquetOptions.builder()
                .name("few")
                .columns("species", "year")
                .type("species", DataType.CATEGORICAL)
                .type("year", DataType.INT16)
                .build();
        try (Table table = Tables.parquet(file, options)) {
            assertThat(table.name()).isEqualTo("few");
            assertThat(table.schema().names()).containsExactly("species", "year");
            assertThat(table.text(0, 0)).isEqualTo("Adelie");
            assertThat(table.value(0, 1)).isEqualTo(2007L);
        }
    }

    @Test
    void badFiles_areRefusedWithTheReason() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        refused(folder.resolve("no.parquet"), "no file");
        refused(Files.write(folder.resolve("empty.parquet"), new byte[0]), "empty", "0 bytes");
        refused(Files.writeString(folder.resolve("text.parquet"), "a,b\n1,2\n3,4\n"), "not a Parquet file");
        refused(Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2)), "cut off");
        assertThatThrownBy(() -> Tables.parquet(
                        written(), ParquetOptions.builder().columns("spezies").build()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("no column 'spezies'", "species");
    }

    private Path written() {
        Path file = folder.resolve("penguins.parquet");
        try (Table table = Tables.csv(
                TestFiles.PENGUINS, CsvOptions.builder().nullTexts("NA").build())) {
            Tables.writeParquet(table, file);
        }
        return file;
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> Tables.parquet(file).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(words);
    }
}
