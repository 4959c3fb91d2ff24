/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(NoMemoryLeft.class)
class DataProfileTest {

    private static final CsvOptions WITH_NA =
            CsvOptions.builder().nullTexts("NA", "").build();

    private static ColumnProfile column(DataProfile profile, String name) {
        return profile.column(name).orElseThrow();
    }

    private static ColumnProfile.Numbers numbers(DataProfile profile, String name) {
        return column(profile, name).numbers().orElseThrow();
    }

    /** Expected figures: Python's statistics module (fmean, stdev), quantiles of type 7. */
    @Test
    void penguins_areDescribedAsByPython() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, WITH_NA)) {
            DataProfile profile = DataProfile.of(table);
            assertThat(profile.rows()).isEqualTo(344);
            assertThat(profile.duplicateRows()).isZero();
            assertThat(column(profile, "sex").missing()).isEqualTo(11);
            assertThat(column(profile, "sex").distinct()).isEqualTo(2);
            assertThat(column(profile, "species").top())
                    .containsExactly(
                            new ColumnProfile.TopValue("Adelie", 152),
                            new ColumnProfile.TopValue("Gentoo", 124),
                            new ColumnProfile.TopValue("Chinstrap", 68));
            ColumnProfile.Numbers bill = numbers(profile, "bill_length_mm");
            assertThat(bill.mean()).isCloseTo(43.9219298245614, within(1e-9));
            assertThat(bill.deviation()).isCloseTo(5.4595837139265315, within(1e-9));
            assertThat(bill.quantiles().get(0.25)).isCloseTo(39.225, within(1e-12));
            assertThat(bill.quantiles().get(0.5)).isCloseTo(44.45, within(1e-12));
            assertThat(column(profile, "bill_length_mm").distinct()).isEqualTo(164);
            assertThat(column(profile, "bill_length_mm").missing()).isEqualTo(2);
            assertThat(bill.bins().stream().mapToLong(Long::longValue).sum()).isEqualTo(342);
            assertThat(bill.edges()).hasSize(bill.bins().size() + 1);
            assertThat(profile.columns()).noneMatch(ColumnProfile::isIdentifierLike);
            assertThat(profile.columns()).noneMatch(ColumnProfile::isConstant);
        }
    }

    @Test
    void constantsIdentifiersAndDuplicates_areMarked() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, WITH_NA);
                Table id = table.derive("id", DataType.STRING, row -> "p" + row.index());
                Table one = id.derive("one", DataType.INT32, row -> 1);
                Table none = one.derive("none", DataType.FLOAT64, row -> null);
                Table nan =
                        none.derive("nan", DataType.FLOAT64, row -> row.index() < 3 ? Double.NaN : 2.5 * row.index());
                Table flag = nan.derive("flag", DataType.BOOLEAN, row -> row.index() % 4 == 0);
                Table twice = flag.concat(flag)) {
            DataProfile profile = DataProfile.of(nan);
            assertThat(column(profile, "id").isIdentifierLike()).isTrue();
            assertThat(column(profile, "one").isConstant()).isTrue();
            assertThat(column(profile, "none").isConstant()).isTrue();
            assertThat(column(profile, "none").missingShare()).isEqualTo(1);
            assertThat(column(profile, "nan").nonFinite()).isEqualTo(3);
            assertThat(numbers(profile, "nan").min()).isEqualTo(7.5);
            assertThat(profile.toText())
                    .contains(
                            "penguins: 344 rows, 12 columns, 0 duplicate rows", "constant", "looks like an identifier")
                    .contains("3 NaN or infinite", "344 (100 %)");
            DataProfile doubled = DataProfile.of(twice);
            assertThat(doubled.duplicateRows()).isEqualTo(344);
            assertThat(column(doubled, "id").isIdentifierLike()).isFalse();
            assertThat(column(doubled, "flag").top().get(0)).isEqualTo(new ColumnProfile.TopValue("false", 516));
        }
    }

    @Test
    void files_areDescribedAsTables(@TempDir Path folder) {
        Path parquet = folder.resolve("flights.parquet");
        try (Table table = Tables.csv(TestFiles.FLIGHTS, WITH_NA)) {
            Tables.writeParquet(table, parquet);
            DataProfile profile = DataProfile.of(table);
            assertThat(DataProfile.ofCsv(TestFiles.FLIGHTS, WITH_NA).columns()).isEqualTo(profile.columns());
            assertThat(DataProfile.ofParquet(parquet, ParquetOptions.builder().build())
                            .toJsonValue())
                    .isEqualTo(profile.toJsonValue());
            assertThat(profile.rows()).isEqualTo(20_000);
            assertThat(profile.toJson()).contains("\"num_rows\" : 20000", "\"num_elements\" : 380000", "\"histogram\"");
            assertThat(profile.addTo(table.identity()).profileJson())
                    .startsWith("{\"num_rows\":20000,\"num_elements\":380000,")
                    .contains("{\"name\":\"carrier\",\"type\":\"string\",\"distinct\":15}", "content-1")
                    .hasSizeLessThan(16_000);
        }
    }

    @Test
    void summary_countsColumns_thatDoNotFit() {
        ColumnProfile wide = new ColumnProfile(
                "c".repeat(4_000),
                DataType.BOOLEAN,
                1,
                0,
                0,
                1,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty());
        DataProfile profile = new DataProfile("wide", 1, 0, true, Collections.nCopies(9, wide));

        assertThat(profile.toSummaryValue())
                .containsEntry("columns_left_out", 6)
                .containsEntry("num_elements", 9L);
        assertThat(profile.toSummaryValue().get("columns"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3);
    }

    @Test
    void page_holdsPicturesAndNoForeignMarkup() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, WITH_NA);
                Table odd = table.derive("<b>&", DataType.STRING, row -> "<script>" + row.index() % 3)) {
            String page = DataProfile.of(odd).toHtml();
            assertThat(page)
                    .startsWith("<!DOCTYPE html>")
                    .contains("<svg", "Rows by value of bill_length_mm", "&lt;b&gt;&amp;", "Adelie")
                    .doesNotContain("<script", "http-equiv", "<link", "src=");
            assertThat(page.split("<svg", -1)).hasSize(10);
        }
    }

    @Test
    void emptyTable_isDescribed() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, WITH_NA);
                Table none = table.head(0)) {
            DataProfile profile = DataProfile.of(none);
            assertThat(profile.rows()).isZero();
            assertThat(profile.toText()).contains("0 rows");
            assertThat(profile.toHtml()).contains("0 rows");
            assertThat(column(profile, "year").numbers()).isEmpty();
        }
    }
}
