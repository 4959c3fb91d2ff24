/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class DataSplitTest {

    private static Table penguins() {
        return Tables.csv(
                TestFiles.PENGUINS, CsvOptions.builder().nullTexts("NA").build());
    }

    private static Table keyed(Table table) {
        try (Table derived = table.derive("id", DataType.INT64, row -> 1000L + row.index())) {
            return derived.withKey("id");
        }
    }

    private static Set<Double> ids(Table table) {
        Set<Double> ids = new HashSet<>();
        for (double id : table.toDoubles("id")) {
            ids.add(id);
        }
        return ids;
    }

    @Test
    void stratified_isTheSameEverywhere() {
        try (Table table = penguins();
                DataSplit split = DataSplit.stratified("species").seed(42).apply(table);
                DataSplit again = DataSplit.stratified("species")
                        .fractions(0.7, 0.15, 0.15)
                        .seed(42)
                        .apply(table);
                DataSplit other = DataSplit.stratified("species").seed(43).apply(table)) {
            assertThat(split.train().rowCount()).isEqualTo(241);
            assertThat(split.validation().rowCount()).isEqualTo(52);
            assertThat(split.test().rowCount()).isEqualTo(51);
            assertThat(split.record().parts()).isEqualTo(again.record().parts());
            assertThat(split.test().digest()).isNotEqualTo(other.test().digest());
            // Fixed for good: the same on every platform and in every release.
            assertThat(split.test().digest().hex()).startsWith("2fd294018c335ea2171829d5c63cec5e");
            Map<String, Integer> counts = new HashMap<>();
            for (int row = 0; row < split.train().rowCount(); row++) {
                counts.merge(String.valueOf(split.train().text(row, 0)), 1, Integer::sum);
            }
            assertThat(counts.get("Adelie")).isBetween(106, 107);
            assertThat(counts.get("Gentoo")).isBetween(86, 87);
            assertThat(counts.get("Chinstrap")).isBetween(47, 48);
        }
    }

    @Test
    void record_saysWhatWasDone() {
        try (Table table = penguins();
                DataSplit split =
                        DataSplit.random().fractions(0.8, 0, 0.2).seed(7).apply(table)) {
            assertThat(split.train().rowCount()).isEqualTo(275);
            assertThat(split.validation().rowCount()).isZero();
            assertThat(split.record().toJson())
                    .contains(
                            "\"ratchet-split-1\"",
                            "\"random\"",
                            "\"seed\" : 7",
                            "splitmix64",
                            table.digest().digest().toString(),
                            split.test().digest().toString())
                    .contains("\"rows\" : 69");
            assertThat(split.toString()).contains("RANDOM", "275, 0 and 69 rows");
        }
    }

    @Test
    void everyRow_isInOnePart() {
        try (Table bare = penguins();
                Table table = keyed(bare);
                Table noKey = table.withKey()) {
            for (SplitPlan plan : new SplitPlan[] {
                DataSplit.random(),
                DataSplit.stratified("species"),
                DataSplit.grouped("body_mass_g"),
                DataSplit.hashed("id"),
                DataSplit.byTime("id")
            }) {
                try (Table clean = noKey.filter(row -> !row.isMissing("body_mass_g"));
                        DataSplit split = plan.apply(clean);
                        Table back = split.train().concat(split.validation());
                        Table all = back.concat(split.test().unopened())) {
                    assertThat(all.digestOfRowsInAnyOrder()).as("%s", plan).isEqualTo(clean.digestOfRowsInAnyOrder());
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42})
    void rowsWithAKey_stayWhenOthersAreAdded(long seed) {
        try (Table bare = penguins();
                Table all = keyed(bare);
                Table few = all.head(200);
                Table turned =
                        all.rows(IntStream.range(0, 344).map(i -> 343 - i).toArray());
                DataSplit before = DataSplit.random().seed(seed).apply(few);
                DataSplit after = DataSplit.random().seed(seed).apply(all);
                DataSplit reversed = DataSplit.random().seed(seed).apply(turned)) {
            assertThat(ids(after.train())).as("seed %d", seed).containsAll(ids(before.train()));
            assertThat(ids(after.validation())).as("seed %d", seed).containsAll(ids(before.validation()));
            assertThat(ids(after.test().unopened()))
                    .as("seed %d", seed)
                    .containsAll(ids(before.test().unopened()));
            assertThat(reversed.record().parts())
                    .as("seed %d", seed)
                    .isEqualTo(after.record().parts());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void strataOfRowsWithAKey_doNotDependOnTheOrder(long seed) {
        try (Table bare = penguins();
                Table all = keyed(bare);
                Table turned =
                        all.rows(IntStream.range(0, 344).map(i -> 343 - i).toArray());
                DataSplit one = DataSplit.stratified("island").seed(seed).apply(all);
                DataSplit other = DataSplit.stratified("island").seed(seed).apply(turned)) {
            assertThat(one.record().parts())
                    .as("seed %d", seed)
                    .isEqualTo(other.record().parts());
        }
    }

    @Test
    void time_goesForward() {
        try (Table table = penguins();
                DataSplit split =
                        DataSplit.byTime("year").fractions(0.3, 0.33, 0.37).apply(table)) {
            assertThat(split.train().toDoubles("year")).containsOnly(2007);
            assertThat(split.validation().toDoubles("year")).containsOnly(2008);
            assertThat(split.test().unopened().toDoubles("year")).containsOnly(2009);
        }
    }

    @Test
    void folds_coverTheTable() {
        try (Table bare = penguins();
                Table table = keyed(bare);
                Table noKey = table.withKey()) {
            for (SplitPlan plan : new SplitPlan[] {
                DataSplit.random(), DataSplit.stratified("species"), DataSplit.grouped("island"), DataSplit.hashed("id")
            }) {
                int count = plan.method() == SplitPlan.Method.GROUPED ? 3 : 5;
                Set<Double> seen = new HashSet<>();
                try (Folds folds = plan.seed(5).folds(count, noKey)) {
                    assertThat(folds.size()).isEqualTo(count);
                    for (int fold = 0; fold < count; fold++) {
                        try (Table train = folds.train(fold);
                                Table validation = folds.validation(fold)) {
                            assertThat(train.rowCount() + validation.rowCount()).isEqualTo(344);
                            assertThat(seen.addAll(ids(validation))).isTrue();
                            assertThat(ids(train)).doesNotContainAnyElementsOf(ids(validation));
                        }
                    }
                    assertThat(folds.record().toJson()).contains("fold-" + (count - 1));
                }
                assertThat(seen).as("%s", plan).hasSize(344);
            }
            try (Folds folds = DataSplit.byTime("id").folds(4, table);
                    Table train = folds.train(1);
                    Table validation = folds.validation(1)) {
                assertThat(train.rowCount()).isEqualTo(344 - 3 * 68);
                assertThat(validation.toDoubles("id")).hasSize(68).startsWith(1140);
            }
        }
    }

    @Test
    void whatCannotBeSplit_isExplained() {
        assertThatThrownBy(() -> DataSplit.random().fractions(0.7, 0.2, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("0.7, 0.2, 0.2", "sum to 1");
        assertThatThrownBy(() -> DataSplit.random().fractions(0, 0.5, 0.5)).hasMessageContaining("first above 0");
        assertThatThrownBy(() -> DataSplit.random().fractions(Double.NaN, 0.5, 0.5))
                .hasMessageContaining("NaN");
        try (Table table = penguins();
                Table four = table.head(4)) {
            assertThatThrownBy(() -> DataSplit.stratified("specie").apply(table))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("penguins", "no column 'specie'", "species");
            assertThatThrownBy(
                            () -> DataSplit.random().fractions(0.9, 0.05, 0.05).apply(four))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("validation part", "empty", "4 rows");
            assertThatThrownBy(() -> DataSplit.stratified("bill_length_mm").apply(table))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("bill_length_mm", "too few rows", "3 parts", "other values");
            assertThatThrownBy(() -> DataSplit.grouped("sex").apply(table))
                    .hasMessageContainingAll("'sex'", "no value in 11 rows", "group");
            assertThatThrownBy(() -> DataSplit.byTime("species").apply(table))
                    .hasMessageContainingAll("'species'", "no order in time");
            assertThatThrownBy(() -> DataSplit.hashed().apply(table)).hasMessageContainingAll("no key", "withKey");
            assertThatThrownBy(() -> DataSplit.random().folds(1, table))
                    .hasMessageContainingAll("folds: 1", "at least 2");
            assertThatThrownBy(() -> DataSplit.grouped("island").folds(4, table))
                    .hasMessageContainingAll("3 groups", "too few for 4");
        }
    }
}
