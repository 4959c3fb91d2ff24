/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.FileFormat;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class SplitFolderTest {

    private static final CsvOptions PENGUINS = CsvOptions.builder()
            .nullTexts("", "NA")
            .type("species", DataType.CATEGORICAL)
            .build();

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void parts_areTheRowsThatWereSplit() {
        Path parts = folder.resolve("parts");
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                DataSplit split = DataSplit.stratified("species").seed(42).apply(table)) {
            List<String> files =
                    SplitFolder.at(parts).write(split, LeakageCheck.of(split).check());

            assertThat(files)
                    .containsExactly(
                            "leakage.json", "split.json", "test.sealed", "train.parquet", "validation.parquet");
            assertThat(parts.resolve("split.json"))
                    .hasContent(split.record().toJson().strip());
            try (Table train = Tables.parquet(parts.resolve("train.parquet"));
                    SealedPart test = SealedPart.read(parts.resolve("test.sealed"));
                    Table rows = test.open(TestOpenings.in(folder), Purpose.of("check"))) {
                assertThat(train.digestOfRowsInAnyOrder())
                        .isEqualTo(split.train().digestOfRowsInAnyOrder());
                assertThat(test.digest()).isEqualTo(split.test().digest());
                assertThat(rows.schema()).isEqualTo(table.schema());
                assertThat(rows.name()).isEqualTo("penguins-test");
            }
        }
    }

    @Test
    void sealedRows_areNotTakenForRows() throws IOException {
        Path parts = folder.resolve("parts");
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                DataSplit split = DataSplit.random().apply(table)) {
            SplitFolder.at(parts)
                    .format(FileFormat.CSV)
                    .write(split, LeakageCheck.of(split).check());
        }
        Path sealed = parts.resolve("test.sealed");
        String bytes = new String(Files.readAllBytes(sealed), StandardCharsets.ISO_8859_1);

        assertThat(bytes).startsWith("{\"format\":\"ratchet-sealed-1\"").doesNotContain("Adelie", "Torgersen", "PAR1");
        assertThatThrownBy(() -> Tables.read(sealed.toString())).isInstanceOf(RatchetException.class);
        assertThatThrownBy(() -> Tables.parquet(sealed)).isInstanceOf(RatchetException.class);
    }

    @Test
    void sealedFile_thatIsDamagedOrNone_isRefused() throws IOException {
        Path file = folder.resolve("a.sealed");
        try (Table plain = Tables.csv(TestFiles.CANCER);
                Table table = plain.withKey("mean_radius", "worst_area");
                DataSplit split = DataSplit.random().apply(table)) {
            split.test().writeTo(file);
        }
        byte[] good = Files.readAllBytes(file);
        try (SealedPart part = SealedPart.read(file);
                Table rows = part.open(TestOpenings.in(folder), Purpose.of("check"))) {
            assertThat(rows.key()).containsExactly("mean_radius", "worst_area");
        }
        String text = new String(good, StandardCharsets.ISO_8859_1);
        Files.write(file, text.replaceFirst("multiset-1:.", "multiset-1:x").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SealedPart.read(file)).hasMessageContaining("are not those that were sealed");
        Files.write(file, Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> SealedPart.read(file)).hasMessageContaining("cannot be read");
        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(() -> SealedPart.read(file)).hasMessageContaining("is no sealed part");
        assertThatThrownBy(() -> SealedPart.read(folder.resolve("none"))).hasMessageContaining("none");
    }

    @Test
    void folds_haveTheirOwnDirectories() {
        Path out = folder.resolve("folds");
        try (Table table = Tables.csv(TestFiles.CANCER);
                Folds folds = DataSplit.stratified("diagnosis").folds(3, table)) {
            SplitFolder.at(out)
                    .format(FileFormat.ARROW)
                    .write(folds, LeakageCheck.of(folds).check());
            try (Table train = Tables.arrow(out.resolve("fold-2/train.arrow"));
                    Table validation = Tables.arrow(out.resolve("fold-2/validation.arrow"));
                    Table same = folds.validation(2)) {
                assertThat(train.rowCount() + validation.rowCount()).isEqualTo(table.rowCount());
                assertThat(validation.digest().digest()).isEqualTo(same.digest().digest());
            }
        }
    }

    @Test
    void failure_leavesNothing() throws IOException {
        try (Table plain = Tables.csv(TestFiles.CANCER);
                Table table = plain.derive("raw", DataType.BINARY, row -> new byte[1]);
                DataSplit split = DataSplit.random().apply(table)) {
            LeakageReport report = LeakageCheck.of(split).check();
            SplitFolder at = SplitFolder.at(folder.resolve("parts")).format(FileFormat.CSV);

            assertThatThrownBy(() -> at.write(split, report)).hasMessageContainingAll("raw", "binary");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void folder_withSomethingInIt_isRefused_andAnEmptyOneTaken() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "x");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> SplitFolder.at(full)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> SplitFolder.at(full.resolve("a"))).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> SplitFolder.at(folder.resolve("no/parts"))).hasMessageContaining("Make it first");
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = DataSplit.random().fractions(0.8, 0, 0.2).apply(table)) {
            assertThat(SplitFolder.at(empty).write(split, LeakageCheck.of(split).check()))
                    .containsExactly("leakage.json", "split.json", "test.sealed", "train.parquet");
        }
        assertThat(names()).containsExactly("empty", "full");
    }
}
