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

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(NoMemoryLeft.class)
class TargetStrengthTest {

    private static Table penguins() {
        return Tables.csv(
                TestFiles.PENGUINS, CsvOptions.builder().nullTexts("", "NA").build());
    }

    private static Map<String, TargetStrength> byColumn(Table table, String target) {
        return TargetStrength.of(table, target).stream()
                .collect(Collectors.toMap(TargetStrength::column, Function.identity()));
    }

    @Test
    void classes_areToldByAucAndInformation_strongestFirst() {
        // roc_auc_score and normalized_mutual_info_score of scikit-learn 1.9.1 give the same figures.
        try (Table table = Tables.csv(TestFiles.ALL_CANCER)) {
            List<TargetStrength> strengths = TargetStrength.of(table, "diagnosis");

            assertThat(strengths).hasSize(30);
            assertThat(strengths.get(0).column()).isEqualTo("worst_perimeter");
            assertThat(strengths.get(0).measure()).isEqualTo(TargetStrength.Measure.AUC);
            assertThat(strengths.get(0).value())
                    .hasValueSatisfying(auc -> assertThat(auc).isCloseTo(0.9754505575815232, within(1e-9)));
        }
        try (Table table = penguins()) {
            TargetStrength island =
                    Objects.requireNonNull(byColumn(table, "species").get("island"));

            assertThat(island.measure()).isEqualTo(TargetStrength.Measure.MUTUAL_INFORMATION);
            assertThat(island.rows()).isEqualTo(344);
            assertThat(island.value())
                    .hasValueSatisfying(
                            information -> assertThat(information).isCloseTo(0.5068346058305716, within(1e-9)));
        }
    }

    @Test
    void numbers_areToldByRSquared() {
        // pandas: corr()**2 with methods pearson and spearman, and the sums of squares between and in all.
        try (Table table = penguins()) {
            Map<String, TargetStrength> strengths = byColumn(table, "body_mass_g");

            assertThat(strengths.values())
                    .extracting(TargetStrength::measure)
                    .containsOnly(TargetStrength.Measure.R_SQUARED);
            assertThat(Objects.requireNonNull(strengths.get("flipper_length_mm"))
                            .value())
                    .hasValueSatisfying(share -> assertThat(share).isCloseTo(0.758992519357118, within(1e-9)));
            assertThat(Objects.requireNonNull(strengths.get("species")).value())
                    .hasValueSatisfying(share -> assertThat(share).isCloseTo(0.6696719536879615, within(1e-9)));
        }
    }

    @Test
    void columnsThatNoMeasureFits_haveNoValue_andComeLast() {
        try (Table plain = penguins();
                Table dated = plain.derive("when", DataType.DATE, row -> LocalDate.EPOCH);
                Table table = dated.derive("name", DataType.STRING, row -> "n" + row.number("body_mass_g"));
                Table few = plain.head(10)) {
            List<TargetStrength> strengths = TargetStrength.of(table, "species");

            assertThat(strengths.subList(strengths.size() - 2, strengths.size()))
                    .allSatisfy(one -> assertThat(one.value()).isEmpty())
                    .extracting(TargetStrength::column)
                    .containsExactlyInAnyOrder("when", "name");
            assertThat(TargetStrength.of(few, "species"))
                    .allSatisfy(one -> assertThat(one.value()).isEmpty());
            assertThatThrownBy(() -> TargetStrength.of(table, "when"))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("A target is a number, a text or a boolean");
            assertThatThrownBy(() -> TargetStrength.of(table, "none")).hasMessageContaining("no column 'none'");
        }
    }

    @Test
    void leakageOfATable_isThatOfItsColumns() {
        try (Table table = penguins();
                Table copied = table.derive("outcome", DataType.STRING, row -> row.text("species"))) {
            assertThat(LeakageCheck.of(copied).target("species").check().findings())
                    .extracting(LeakageFinding::kind)
                    .containsExactly(LeakageFinding.Kind.TARGET_GIVEN_AWAY, LeakageFinding.Kind.NAMED_AFTER_EVENT);
        }
    }

    @Test
    void leakageOfFolds_namesTheFold() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                Table half = table.head(50);
                Table twice = half.concat(half);
                Folds folds = DataSplit.random().seed(1).folds(2, twice)) {
            assertThat(LeakageCheck.of(folds).check().findings())
                    .anySatisfy(finding -> assertThat(finding.message())
                            .contains("rows of the fold-1 part are in the training part too"));
        }
    }
}
