/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.model.FloatRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class TableTest {

    private static final CsvOptions PENGUINS = CsvOptions.builder()
            .nullTexts("NA")
            .type("species", DataType.CATEGORICAL)
            .build();

    @Test
    void operations_makeNewTables() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table selected = table.select("species", "body_mass_g", "year");
                Table few = selected.rename("body_mass_g", "grams");
                Table heavy = few.filter(row -> row.number("grams") > 6000);
                Table kilos = heavy.derive("kilos", DataType.FLOAT64, row -> row.number("grams") / 1000);
                Table years = table.drop("species", "island", "sex")) {
            assertThat(few.schema().names()).containsExactly("species", "grams", "year");
            assertThat(heavy.rowCount()).isEqualTo(2);
            assertThat(heavy.text(0, 0)).isEqualTo("Gentoo");
            assertThat(kilos.toDoubles("kilos")).containsExactly(6.3, 6.05);
            assertThat(kilos.toFloats("kilos", "year")).hasSize(4).startsWith(6.3f, 2007f);
            assertThat(years.schema().size()).isEqualTo(5);
        }
    }

    @Test
    void rowsInJavasMemory_areCopied_withWhatIsMissing() {
        FloatRows floats = FloatRows.of(List.of("x", "z"), new float[] {1, Float.NaN, -0.0f, 0.1f});
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table copy = Tables.of("copy", table);
                Table small = Tables.of("floats", floats)) {
            assertThat(copy.name()).isEqualTo("copy");
            assertThat(copy.rowCount()).isEqualTo(344);
            for (int column = 0; column < table.schema().size(); column++) {
                for (int row = 0; row < 344; row++) {
                    boolean noNumber =
                            table.schema().type(column).equals(DataType.FLOAT64) && table.isMissing(row, column);
                    assertThat(copy.text(row, column)).isEqualTo(noNumber ? "NaN" : table.text(row, column));
                }
            }
            assertThat(small.toFloats("x", "z")).containsExactly(1, Float.NaN, -0.0f, 0.1f);
            assertThat(small.isMissing(0, 1)).as("NaN is a value").isFalse();
            assertThat(small.schema().type(0)).isEqualTo(DataType.FLOAT32);
        }
        try (Table dated = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table times = dated.derive("at", DataType.TIMESTAMP_UTC, row -> Instant.EPOCH)) {
            assertThatThrownBy(() -> Tables.of("copy", times))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("Column 'at' is of type datetime");
        }
    }

    @Test
    void slices_sharesAndConcatenations_haveTheSameCells() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table first = table.head(101);
                Table rest = table.slice(101, 344);
                Table both = first.concat(rest);
                Table copied = table.rows(IntStream.range(0, 344).toArray())) {
            assertThat(both.digest().digest()).isEqualTo(table.digest().digest());
            assertThat(copied.digest().digest()).isEqualTo(table.digest().digest());
            assertThat(both.digestOfRowsInAnyOrder()).isEqualTo(table.digestOfRowsInAnyOrder());
            assertThat(rest.text(0, 0)).isEqualTo(table.text(101, 0));
            assertThat(rest.digest().digest()).isNotEqualTo(table.digest().digest());
        }
    }

    @Test
    void order_countsForContentOnly() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table turned =
                        table.rows(IntStream.range(0, 344).map(i -> 343 - i).toArray());
                Table back =
                        turned.rows(IntStream.range(0, 344).map(i -> 343 - i).toArray())) {
            assertThat(turned.digest().digest()).isNotEqualTo(table.digest().digest());
            assertThat(turned.digest().differences(table.digest())).hasSize(8);
            assertThat(turned.digestOfRowsInAnyOrder()).isEqualTo(table.digestOfRowsInAnyOrder());
            assertThat(back.digest().digest()).isEqualTo(table.digest().digest());
        }
    }

    @Test
    void anyChange_changesTheDigest() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table cell =
                        table.derive("year", DataType.INT64, row -> row.index() == 200 ? 1999L : row.value("year"));
                Table missing =
                        table.derive("sex", DataType.STRING, row -> row.isMissing("sex") ? "" : row.text("sex"));
                Table type = table.derive("year", DataType.INT32, row -> row.value("year"));
                Table name = table.rename("year", "Year");
                Table text = table.derive("species", DataType.STRING, row -> row.text("species"));
                Table fewer = table.head(343)) {
            for (Table changed : List.of(cell, missing, type, name, fewer)) {
                assertThat(changed.digest().digest())
                        .isNotEqualTo(table.digest().digest());
                assertThat(changed.digestOfRowsInAnyOrder()).isNotEqualTo(table.digestOfRowsInAnyOrder());
            }
            assertThat(cell.digest().differences(table.digest())).containsExactly("column 'year': rows 0 to 65535");
            assertThat(text.digest().digest()).isEqualTo(table.digest().digest());
        }
    }

    @Test
    void sample_isTheSameForOneSeed() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table one = table.sample(50, 7);
                Table same = table.sample(50, 7);
                Table other = table.sample(50, 8);
                Table tenth = table.sampleFraction(0.1, 7)) {
            assertThat(one.rowCount()).isEqualTo(50);
            assertThat(tenth.rowCount()).isEqualTo(34);
            assertThat(one.digest().digest()).isEqualTo(same.digest().digest());
            assertThat(one.digest().digest()).isNotEqualTo(other.digest().digest());
        }
    }

    @Test
    void sort_putsMissingValuesLast() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table sorted = table.sortBy("body_mass_g", "species")) {
            assertThat(sorted.number(0, sorted.column("body_mass_g"))).isEqualTo(2700);
            assertThat(sorted.isMissing(343, sorted.column("body_mass_g"))).isTrue();
        }
    }

    @Test
    void key_isRememberedAndRenamed() {
        try (Table read = Tables.csv(TestFiles.PENGUINS, PENGUINS);
                Table table = read.withKey("year", "sex");
                Table renamed = table.rename("sex", "gender");
                Table without = table.drop("sex")) {
            assertThat(table.key()).containsExactly("year", "sex");
            assertThat(renamed.key()).containsExactly("year", "gender");
            assertThat(without.key()).isEmpty();
        }
    }

    @Test
    void identity_speaksMlflowsLanguage() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS)) {
            assertThat(table.identity().profileJson()).contains("\"num_rows\":344", "\"num_elements\":2752");
            assertThat(table.identity().schemaJson())
                    .contains(
                            "{\"type\":\"string\",\"name\":\"species\",\"required\":true}",
                            "{\"type\":\"long\",\"name\":\"body_mass_g\",\"required\":false}");
            assertThat(table.identity().digests())
                    .extracting("kind")
                    .containsExactly("content-1", "mlflow-python-table-1", "bytes-1");
            assertThat(table.identity().mlflowDigest()).hasSize(32);
            assertThat(table.identity().source().type()).isEqualTo("local");
        }
    }

    @Test
    void wrongUse_isExplained() {
        try (Table table = Tables.csv(TestFiles.PENGUINS, PENGUINS)) {
            assertThatThrownBy(() -> table.select("weight"))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("penguins", "no column 'weight'", "body_mass_g");
            assertThatThrownBy(() -> table.derive("x", DataType.INT8, row -> 300))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("Row 0", "'x'", "300", "int8");
            assertThatThrownBy(() -> table.number(0, 0)).hasMessageContaining("not numbers");
            assertThatThrownBy(() -> table.number(344, 2)).hasMessageContainingAll("row 344", "344 rows");
            assertThatThrownBy(() -> table.toDoubles("species")).hasMessageContainingAll("species", "not a number");
            try (Table other = table.drop("year")) {
                assertThatThrownBy(() -> table.concat(other)).hasMessageContainingAll("cannot be put behind", "same");
            }
        }
    }
}
