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
import dev.ratchet.data.split.LeakageFinding.Kind;
import dev.ratchet.data.split.LeakageFinding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class LeakageCheckTest {

    private static final CsvOptions WITH_NA =
            CsvOptions.builder().nullTexts("NA", "").build();

    private static LeakageReport check(Table table, UnaryOperator<LeakageCheck> settings) {
        try (DataSplit split = DataSplit.random().seed(42).apply(table)) {
            return settings.apply(LeakageCheck.of(split)).check();
        }
    }

    private static Table penguins() {
        return Tables.csv(TestFiles.PENGUINS, WITH_NA);
    }

    @ParameterizedTest(name = "{0}, seed {2}")
    @CsvSource({
        "wdbc.csv, diagnosis, 42", "wdbc.csv, diagnosis, 1", "wine.csv, cultivar, 42", "wine.csv, cultivar, 1",
        "penguins.csv, species, 42", "penguins.csv, species, 1", "digits.csv, digit, 42", "digits.csv, digit, 1"
    })
    void knownData_isClean(String file, String target, long seed) {
        Path path = TestFiles.WINE.resolveSibling(file);
        try (Table table = Tables.csv(path, WITH_NA);
                DataSplit random = DataSplit.random().seed(seed).apply(table);
                DataSplit stratified = DataSplit.stratified(target).seed(seed).apply(table)) {
            assertThat(LeakageCheck.of(random).target(target).check().findings())
                    .isEmpty();
            LeakageReport report =
                    LeakageCheck.of(stratified).target(target).strict().check();
            assertThat(report.isEmpty()).isTrue();
            assertThat(report.summary()).isEqualTo("none");
            assertThat(report.toText()).contains("No leakage");
        }
    }

    @Test
    void equalRows_areFound() {
        try (Table table = penguins();
                Table some = table.head(60);
                Table twice = table.concat(some)) {
            LeakageReport report = check(twice, check -> check);
            assertThat(report.findings())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(finding -> finding.kind() == Kind.ROWS_ON_BOTH_SIDES)
                    .allMatch(finding -> finding.severity() == Severity.ERROR);
            assertThat(report.toJson()).contains("ratchet-leakage-1", "rows_on_both_sides", "\"error\"");
            assertThat(report.summary()).startsWith("errors: ");
        }
    }

    @Test
    void keysOnBothSides_areFound() {
        try (Table table = penguins();
                Table id = table.derive("id", DataType.INT64, row -> (long) row.index() / 2);
                Table keyed = id.withKey("id");
                DataSplit split = DataSplit.byTime("id").apply(keyed);
                DataSplit torn = DataSplit.stratified("species").seed(3).apply(id);
                DataSplit hashed = DataSplit.random().seed(3).apply(keyed)) {
            assertThat(LeakageCheck.of(split).check().findings()).isEmpty();
            assertThat(LeakageCheck.of(hashed).check().findings()).isEmpty();
            assertThat(LeakageCheck.of(torn).group("id").check().findings())
                    .hasSize(3)
                    .allMatch(finding -> finding.kind() == Kind.GROUPS_ON_BOTH_SIDES);
        }
        try (Table table = penguins();
                Table id = table.derive("id", DataType.INT64, row -> (long) row.index() / 2);
                Table keyed = id.withKey("id");
                Table clean = keyed.filter(row -> !row.isMissing("bill_depth_mm"));
                DataSplit torn = DataSplit.byTime("bill_depth_mm").apply(clean)) {
            assertThat(LeakageCheck.of(torn).check().findings())
                    .isNotEmpty()
                    .allMatch(finding -> finding.kind() == Kind.KEYS_ON_BOTH_SIDES);
        }
    }

    @Test
    void groupsAndTimes_areFoundOnBothSides() {
        try (Table table = penguins()) {
            assertThat(check(table, check -> check.group("island")).findings())
                    .extracting(LeakageFinding::kind)
                    .containsOnly(Kind.GROUPS_ON_BOTH_SIDES);
            LeakageReport times = check(table, check -> check.time("year"));
            assertThat(times.findings()).hasSize(2).allMatch(finding -> finding.kind() == Kind.TIME_OVERLAP);
            assertThat(times.toText()).contains("ERROR", "ends at 2009", "begins at 2007", "byTime");
            try (DataSplit grouped = DataSplit.grouped("island").apply(table);
                    DataSplit byTime =
                            DataSplit.byTime("year").fractions(0.3, 0.33, 0.37).apply(table)) {
                assertThat(LeakageCheck.of(grouped).check().isEmpty()).isTrue();
                assertThat(LeakageCheck.of(byTime).check().isEmpty()).isTrue();
            }
        }
    }

    @Test
    void columnsThatTellTheTarget_areFound() {
        try (Table table = penguins();
                Table number = table.derive(
                        "code",
                        DataType.FLOAT64,
                        row -> String.valueOf(row.text("species")).length() * 1.5 + row.index() * 1e-6);
                Table text =
                        number.derive("place", DataType.STRING, row -> row.text("species") + "-" + row.index() % 3);
                Table flag = text.derive("adelie", DataType.BOOLEAN, row -> "Adelie".equals(row.text("species")));
                Table mass = flag.derive(
                        "pounds",
                        DataType.FLOAT64,
                        row -> row.isMissing("body_mass_g") ? null : row.number("body_mass_g") * 0.0022)) {
            assertThat(check(mass, check -> check.target("species")).findings())
                    .allMatch(finding -> finding.kind() == Kind.TARGET_GIVEN_AWAY)
                    .extracting(finding -> finding.column().orElse(""))
                    .containsExactlyInAnyOrder("code", "place");
            assertThat(check(mass, check -> check.target("adelie")).findings())
                    .extracting(finding -> finding.column().orElse(""))
                    .contains("species", "place", "code");
            assertThat(check(mass, check -> check.target("body_mass_g")).findings())
                    .extracting(finding -> finding.column().orElse(""))
                    .containsExactly("pounds");
            assertThatThrownBy(
                            () -> check(mass, check -> check.target("species").strict()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("leaks", "'code' alone tells 'species'", "'place'");
            assertThatThrownBy(() -> check(mass, check -> check.target("kind")))
                    .hasMessageContainingAll("no column 'kind'");
        }
    }

    @Test
    void columnsThatNameRowsOrLaterEvents_areFound() {
        LocalDate day = LocalDate.of(2024, 1, 1);
        try (Table table = penguins();
                Table id = table.derive("tag", DataType.STRING, row -> "t" + row.index());
                Table late = id.derive("mass_afterRelease", DataType.INT64, row -> row.index() % 9L);
                Table seen = late.derive("seen", DataType.DATE, row -> day.plusDays(row.index() % 5));
                Table left = seen.derive("left", DataType.DATE, row -> day.plusDays(row.index() % 5 + 3));
                Table keyed = left.withKey("tag")) {
            assertThat(check(left, check -> check.event("seen")).findings())
                    .extracting(LeakageFinding::kind)
                    .containsExactly(Kind.DATED_AFTER_EVENT, Kind.IDENTIFIER_LIKE, Kind.NAMED_AFTER_EVENT);
            assertThat(check(left, check -> check.strict()).findings())
                    .allMatch(finding -> finding.severity() == Severity.WARNING)
                    .hasSize(2);
            assertThat(check(keyed, check -> check).findings())
                    .extracting(LeakageFinding::kind)
                    .containsExactly(Kind.NAMED_AFTER_EVENT);
        }
    }
}
