/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.check.Robustness.Probe;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RobustnessTest {

    private static final Interval SHARE = new Interval(0, 1);

    /** A number and a category. */
    private record Rows(List<Double> sizes, List<String> colours) implements ModelInput {

        @Override
        public int rowCount() {
            return sizes.size();
        }

        @Override
        public List<Column> columns() {
            return List.of(Column.of("size", ColumnType.DOUBLE), Column.of("colour", ColumnType.STRING));
        }

        @Override
        public double number(int row, int column) {
            return sizes.get(row);
        }

        @Override
        public @Nullable String text(int row, int column) {
            return column == 1 ? colours.get(row) : String.valueOf(sizes.get(row));
        }
    }

    private static final Rows ROWS = new Rows(List.of(0.2, 0.5, 0.7), List.of("red", "blue", "red"));

    /** How a model scores one row. */
    @FunctionalInterface
    private interface Rule {
        float score(double size, @Nullable String colour);
    }

    private static Scorer byName(Rule rule) {
        return rows -> {
            float[][] scores = new float[rows.rowCount()][];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = new float[] {
                    rule.score(rows.number(row, rows.indexOf("size")), rows.text(row, rows.indexOf("colour")))
                };
            }
            return scores;
        };
    }

    private static Finding finding(Robustness robustness, String probe) {
        return robustness.probes().stream()
                .filter(own -> own.name().equals(probe))
                .map(Probe::finding)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sturdyModel_answersEverything() {
        Scorer sturdy = byName((size, colour) ->
                Double.isNaN(size) ? 0.5f : (float) (1 / (1 + Math.exp(-Math.min(50, Math.max(-50, size))))));
        Robustness robustness = Robustness.of(sturdy, ROWS, SHARE);
        assertThat(robustness.probes())
                .extracting(Probe::name)
                .containsExactly(
                        "unchanged rows",
                        "missing values",
                        "unseen categories",
                        "extreme numbers",
                        "columns in another order");
        assertThat(robustness.findings()).allMatch(finding -> finding.level() == Level.OK);
        assertThat(robustness.probes().get(1).rows()).isEqualTo(9); // each of two columns, and both
    }

    @Test
    void silentNaN_isNoAnswer_andTheColumnIsNamed() {
        Robustness robustness =
                Robustness.of(byName((size, colour) -> (float) Math.min(1, Math.max(0, size))), ROWS, SHARE);
        Finding missing = finding(robustness, "missing values");
        assertThat(missing.level()).isEqualTo(Level.WARNING);
        assertThat(missing.message()).contains("6 of 9 rows", "size, all columns");
    }

    @Test
    void refusedCategory_saysTheModelsWords() {
        Robustness robustness = Robustness.of(
                byName((size, colour) -> {
                    if (colour != null && !List.of("red", "blue").contains(colour)) {
                        throw new IllegalArgumentException("colour is unknown");
                    }
                    return 0.5f;
                }),
                ROWS,
                SHARE);
        assertThat(finding(robustness, "unseen categories").message())
                .contains("by colour", "IllegalArgumentException: colour is unknown");
    }

    @Test
    void leavingTheRange_isSeen_atExtremes() {
        Robustness robustness =
                Robustness.of(byName((size, colour) -> Double.isNaN(size) ? 0 : (float) size), ROWS, SHARE);
        Finding extremes = finding(robustness, "extreme numbers");
        assertThat(extremes.level()).isEqualTo(Level.WARNING);
        assertThat(extremes.message()).contains("leaves its range", "6 of 6 rows", "size = 1e30", "size = -1e30");
    }

    @Test
    void columnsByPlace_areAFault() {
        Scorer byPlace = rows -> {
            float[][] scores = new float[rows.rowCount()][1];
            for (int row = 0; row < scores.length; row++) {
                scores[row][0] = rows.columns().get(0).type() == ColumnType.STRING ? 0 : 1;
            }
            return scores;
        };
        Finding order = finding(Robustness.of(byPlace, ROWS, SHARE), "columns in another order");
        assertThat(order.level()).isEqualTo(Level.FAILED);
        assertThat(order.message()).contains("by place and not by name");
    }

    @Test
    void modelThatDoesNotScoreAtAll_isOneFinding() {
        Robustness robustness = Robustness.of(
                rows -> {
                    throw new IllegalStateException("closed");
                },
                ROWS,
                SHARE);
        assertThat(robustness.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAILED);
            assertThat(finding.message()).contains("IllegalStateException: closed");
        });
        assertThatThrownBy(() -> Robustness.of(rows -> new float[0][], new Rows(List.of(), List.of()), SHARE))
                .hasMessageContaining("without rows");
    }
}
