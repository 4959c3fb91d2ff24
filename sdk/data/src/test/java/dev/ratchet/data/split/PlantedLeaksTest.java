/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Row;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import dev.ratchet.data.split.LeakageFinding.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of leak, planted into data that is known to have none: it is found, and nothing else is. */
@ExtendWith(NoMemoryLeft.class)
class PlantedLeaksTest {

    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    /** Real data without leaks. */
    enum Data {
        WDBC("wdbc.csv", "diagnosis", "smoothness_error"),
        WINE("wine.csv", "cultivar", "ash"),
        PENGUINS("penguins.csv", "species", "body_mass_g");

        private final String file;
        private final String target;
        private final String number;

        Data(String file, String target, String number) {
            this.file = file;
            this.target = target;
            this.number = number;
        }

        private Table read() {
            return Tables.csv(
                    TestFiles.WINE.resolveSibling(file),
                    CsvOptions.builder().nullTexts("NA", "").build());
        }
    }

    private static LeakageReport check(Table table, SplitPlan plan, UnaryOperator<LeakageCheck> settings) {
        try (DataSplit split = plan.apply(table)) {
            return settings.apply(LeakageCheck.of(split)).check();
        }
    }

    private static void onlyFinding(LeakageReport report, Kind kind, @Nullable String column) {
        assertThat(report.findings())
                .isNotEmpty()
                .allMatch(finding -> finding.kind() == kind)
                .allMatch(
                        finding -> column == null || finding.column().orElse("").equals(column));
    }

    private static void column(
            Data data, String target, String name, DataType type, Kind kind, Function<Row, @Nullable Object> f) {
        try (Table table = data.read();
                Table planted = table.derive(name, type, f)) {
            LeakageReport report = check(planted, DataSplit.random().seed(5), check -> check.target(target));
            onlyFinding(report, kind, name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_isFound_whereNothingIs(Data data) {
        try (Table table = data.read()) {
            for (SplitPlan plan : new SplitPlan[] {
                DataSplit.random().seed(5), DataSplit.stratified(data.target).seed(6)
            }) {
                assertThat(check(table, plan, check -> check.target(data.target))
                                .findings())
                        .isEmpty();
                assertThat(check(table, plan, check -> check.target(data.number))
                                .findings())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsOnBothSides(Data data) {
        try (Table table = data.read();
                Table some = table.head(table.rowCount() / 3);
                Table twice = table.concat(some)) {
            onlyFinding(check(twice, DataSplit.random().seed(5), check -> check), Kind.ROWS_ON_BOTH_SIDES, null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOnBothSides(Data data) {
        try (Table table = data.read();
                Table bare = table.derive("number", DataType.INT64, row -> row.index() % 20L);
                Table times = bare.derive("turn", DataType.INT64, row -> (long) row.index());
                Table keyed = times.withKey("number")) {
            LeakageReport report = check(keyed, DataSplit.byTime("turn"), check -> check);
            onlyFinding(report, Kind.KEYS_ON_BOTH_SIDES, "number");
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsOnBothSides(Data data) {
        try (Table table = data.read();
                Table grouped = table.derive("patient", DataType.STRING, row -> "p" + row.index() / 4)) {
            SplitPlan torn = DataSplit.stratified(data.target).seed(5);
            onlyFinding(check(grouped, torn, check -> check.group("patient")), Kind.GROUPS_ON_BOTH_SIDES, "patient");
            assertThat(check(grouped, DataSplit.grouped("patient"), check -> check)
                            .findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesThatOverlap(Data data) {
        try (Table table = data.read();
                Table dated = table.derive("day", DataType.DATE, row -> DAY.plusDays(row.index() / 3))) {
            LeakageReport report = check(dated, DataSplit.random().seed(5), check -> check.time("day"));
            onlyFinding(report, Kind.TIME_OVERLAP, "day");
            assertThat(check(dated, DataSplit.byTime("day"), check -> check).findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void numberThatTellsTheClass(Data data) {
        column(data, data.target, "score", DataType.FLOAT64, Kind.TARGET_GIVEN_AWAY, row -> {
            double noise = row.index() % 7 * 0.01;
            return (double) String.valueOf(row.text(data.target)).charAt(0) + noise;
        });
    }

    @ParameterizedTest
    @EnumSource
    void categoryThatTellsTheClass(Data data) {
        column(
                data,
                data.target,
                "ward",
                DataType.CATEGORICAL,
                Kind.TARGET_GIVEN_AWAY,
                row -> "w" + row.text(data.target) + row.index() % 2);
    }

    @ParameterizedTest
    @EnumSource
    void numberThatTellsTheNumber(Data data) {
        column(
                data,
                data.number,
                "scaled",
                DataType.FLOAT64,
                Kind.TARGET_GIVEN_AWAY,
                row -> row.isMissing(data.number) ? 0.0 : -3 * row.number(data.number) + row.index() % 2 * 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void columnThatNamesRows(Data data) {
        column(data, data.target, "code", DataType.STRING, Kind.IDENTIFIER_LIKE, row -> "x" + row.index() * 7919);
    }

    @ParameterizedTest
    @EnumSource
    void columnNamedAfterTheEvent(Data data) {
        column(data, data.target, "daysAfterRelease", DataType.INT64, Kind.NAMED_AFTER_EVENT, row -> row.index() % 9L);
    }

    @ParameterizedTest
    @EnumSource
    void columnDatedAfterTheEvent(Data data) {
        try (Table table = data.read();
                Table seen = table.derive("seen", DataType.DATE, row -> DAY.plusDays(row.index() % 5));
                Table left = seen.derive("left", DataType.DATE, row -> DAY.plusDays(row.index() % 5 + 3))) {
            LeakageReport report = check(left, DataSplit.random().seed(5), check -> check.event("seen"));
            onlyFinding(report, Kind.DATED_AFTER_EVENT, "left");
        }
    }
}
