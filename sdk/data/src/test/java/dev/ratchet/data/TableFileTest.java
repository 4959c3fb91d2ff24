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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class TableFileTest {

    private static final int MANY_ROWS = 200_000;

    @TempDir
    Path folder;

    @Test
    void scan_tellsWhatTheTableTells() {
        TableFile file = TableFile.csv(
                TestFiles.FLIGHTS, CsvOptions.builder().nullTexts("", "NA").build());
        TableScan scan = file.scan();
        try (Table table = file.read()) {
            assertThat(scan.identity()).isEqualTo(table.identity());
            assertThat(scan.identity().digests())
                    .extracting("kind")
                    .containsExactly("content-1", "mlflow-python-table-1", "bytes-1");
            assertThat(scan.rowCount()).isEqualTo(20_000);
            assertThat(scan.schema()).isEqualTo(table.schema()).isEqualTo(file.schema());
            assertThat(file.digestOfRowsInAnyOrder()).isEqualTo(table.digestOfRowsInAnyOrder());
            for (int column = 0; column < table.schema().size(); column++) {
                long missing = 0;
                for (int row = 0; row < table.rowCount(); row++) {
                    missing += table.isMissing(row, column) ? 1 : 0;
                }
                assertThat(scan.missing().get(column)).isEqualTo(missing);
            }
        }
    }

    @Test
    void scanInAnyOrderToo_addsOneDigest() {
        TableFile file = TableFile.of(TestFiles.PENGUINS);
        TableScan all = file.scanInAnyOrderToo();
        assertThat(all.identity().digests())
                .extracting("kind")
                .containsExactly("content-1", "multiset-1", "mlflow-python-table-1", "bytes-1");
        assertThat(all.identity().digests())
                .contains(file.digestOfRowsInAnyOrder())
                .containsAll(file.scan().identity().digests());
    }

    @Test
    void nan_makesAColumnOptional_inTheScanAsInTheTable() throws IOException {
        TableFile file = TableFile.of(Files.writeString(folder.resolve("n.csv"), "x,y,z\n1.5,NaN,2\n2.5,1.5,\n"));
        try (Table table = file.read();
                Table digested = file.read()) {
            assertThat(digested.digest()).isNotNull();
            assertThat(table.columns())
                    .isEqualTo(digested.columns())
                    .extracting("required")
                    .containsExactly(true, false, false);
            assertThat(file.scan().identity().schema())
                    .isEqualTo(table.identity().schema());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.parquet", "a.csv", "a.tsv", "a.csv.gz", "a.TSV.gz"})
    void convertedFile_hasTheSameDigests(String name) throws IOException {
        TableFile penguins = TableFile.csv(
                TestFiles.PENGUINS, CsvOptions.builder().nullTexts("", "NA").build());
        Path target = Files.writeString(folder.resolve(name), "replaced");

        penguins.convertTo(target);

        TableScan converted = TableFile.of(target, penguins.schema()).scan();
        assertThat(converted.digest().differences(penguins.scan().digest())).isEmpty();
        assertThat(converted.identity().digest("mlflow-python-table-1"))
                .isEqualTo(penguins.scan().identity().digest("mlflow-python-table-1"));
        assertThat(names()).containsExactly(name);
    }

    @Test
    void convert_ontoItself_keepsTheData() throws IOException {
        Path file = Files.copy(TestFiles.CANCER, folder.resolve("wdbc.csv"));
        TableScan before = TableFile.of(file).scan();

        TableFile.of(file).convertTo(file);

        assertThat(TableFile.of(file).scan().digest().differences(before.digest()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.parquet", "a.csv"})
    void badRow_isNamed_andTheOldFileStays(String name) throws IOException {
        StringBuilder csv = new StringBuilder("id,price\n");
        for (int i = 0; i < MANY_ROWS; i++) {
            csv.append(i).append(i == MANY_ROWS - 5 ? ",cheap\n" : ",1\n");
        }
        Path bad = Files.writeString(folder.resolve("bad.csv"), csv);
        Path target = Files.writeString(folder.resolve(name), "old");

        assertThatThrownBy(() -> TableFile.of(bad).convertTo(target))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("bad.csv", "'price'", "'cheap'", "int64");
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactlyInAnyOrder("bad.csv", name);
    }

    @Test
    void unknownEnding_isRefused_withThoseThatAreKnown() {
        assertThatThrownBy(() -> TableFile.of(folder.resolve("rows.xlsx")))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("rows.xlsx", ".csv.gz", ".parquet");
        TableFile wdbc = TableFile.of(TestFiles.CANCER);
        assertThatThrownBy(() -> wdbc.convertTo(folder.resolve("rows")))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'" + folder.resolve("rows") + "'");
    }

    @Test
    void missingFolder_isNamed() {
        TableFile wdbc = TableFile.of(TestFiles.CANCER);
        for (String ending : new String[] {".csv", ".parquet"}) {
            Path target = folder.resolve("none").resolve("a" + ending);
            assertThatThrownBy(() -> wdbc.convertTo(target))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("'" + target + "' cannot be written")
                    .hasMessageNotContaining(".part");
        }
    }

    @Test
    void declaredSchema_convertsTheColumnsOfAParquetFile() {
        Path parquet = folder.resolve("wdbc.parquet");
        TableFile.of(TestFiles.CANCER).convertTo(parquet);
        TableSchema few = TableSchema.builder()
                .column("mean_area", DataType.FLOAT32)
                .column("diagnosis", DataType.CATEGORICAL)
                .build();

        assertThat(TableFile.of(parquet, few).scan().schema()).isEqualTo(few);
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
