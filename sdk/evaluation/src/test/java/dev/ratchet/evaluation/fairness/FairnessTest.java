/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class FairnessTest {

    /** Rows by counts. */
    private static final class Rows {

        private final List<Integer> labels = new ArrayList<>();
        private final List<Integer> predicted = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();

        Rows add(String group, int tp, int fn, int fp, int tn) {
            add(group, 1, 1, tp);
            add(group, 1, 0, fn);
            add(group, 0, 1, fp);
            add(group, 0, 0, tn);
            return this;
        }

        private void add(String group, int label, int prediction, int times) {
            for (int i = 0; i < times; i++) {
                labels.add(label);
                predicted.add(prediction);
                groups.add(group);
            }
        }

        BinaryPredictions predictions() {
            return BinaryPredictions.ofLabels(
                            labels.stream().mapToInt(Integer::intValue).toArray(),
                            predicted.stream().mapToInt(Integer::intValue).toArray())
                    .with(RowInfo.none().withColumn("sex", groups));
        }
    }

    /** Selected 56 of 70 and 48 of 80; found 40 of 50 and 30 of 40; false alarms 16 of 20 and 18 of 40. */
    private static final BinaryPredictions TWO =
            new Rows().add("m", 40, 10, 16, 4).add("f", 30, 10, 18, 22).predictions();

    private static FairnessReport of(BinaryPredictions predictions) {
        return Fairness.by("sex").of(predictions).get(0);
    }

    private static double value(FairnessReport report, Criterion criterion) {
        return report.gap(criterion).value().orElseThrow();
    }

    @Test
    void twoGroups_haveTheGapsOfTheirRates_byHand() {
        FairnessReport report = of(TWO);

        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE)).isCloseTo(0.2, within(1e-15));
        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_RATIO)).isCloseTo(0.75, within(1e-15));
        assertThat(value(report, Criterion.EQUAL_OPPORTUNITY_DIFFERENCE)).isCloseTo(0.05, within(1e-15));
        assertThat(value(report, Criterion.EQUAL_OPPORTUNITY_RATIO)).isCloseTo(0.9375, within(1e-15));
        assertThat(value(report, Criterion.EQUALIZED_ODDS_DIFFERENCE)).isCloseTo(0.35, within(1e-15));
        assertThat(value(report, Criterion.EQUALIZED_ODDS_RATIO)).isCloseTo(0.5625, within(1e-15));
        // statsmodels 0.15.0: confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
        Interval parity =
                report.gap(Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE).interval().orElseThrow();
        assertThat(parity.low()).isCloseTo(0.05243147240236498, within(1e-9));
        assertThat(parity.high()).isCloseTo(0.33387265403690614, within(1e-9));
        assertThat(report.groups()).extracting(GroupFairness::name).containsExactly("f", "m");
        GroupFairness f = report.groups().get(0);
        assertThat(f.accuracy().value()).hasValueCloseTo(52.0 / 80, within(1e-15));
        assertThat(f.selection().interval()).contains(new Proportion(48, 80).wilson(0.95));
    }

    @Test
    void findings_warnWhereGroupsAreShownToDiffer() {
        List<String> levels = of(TWO).findings().stream()
                .map(finding -> finding.check() + " " + finding.level())
                .toList();
        assertThat(levels)
                .contains(
                        "fairness_demographic_parity_difference WARNING",
                        "fairness_demographic_parity_ratio NOTE",
                        "fairness_equal_opportunity_difference OK",
                        "fairness_equalized_odds_difference WARNING");
    }

    @Test
    void privilegedGroup_isWhatOthersAreDividedBy() {
        FairnessReport report = Fairness.by("sex").privileged("m").of(TWO).get(0);
        assertThat(report.impacts()).containsOnlyKeys("f").hasEntrySatisfying("f", impact -> {
            assertThat(impact.ratio()).isCloseTo(0.75, within(1e-15));
            assertThat(impact.passesFourFifths()).isFalse();
        });
        assertThatThrownBy(() -> Fairness.by("sex").privileged("x").of(TWO))
                .isInstanceOf(UndefinedMetricException.class)
                .hasMessageContaining("no group 'x'; there are f, m");
    }

    @Test
    void groupWithoutAClass_hasNoSuchGap_andIsNamed() {
        FairnessReport report =
                of(new Rows().add("m", 4, 1, 2, 3).add("f", 0, 0, 2, 5).predictions());
        Gap opportunity = report.gap(Criterion.EQUAL_OPPORTUNITY_DIFFERENCE);
        assertThat(opportunity.value()).isEmpty();
        assertThat(opportunity.method()).contains("Group 'f' has no row");
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().contains("equal"))
                .allMatch(finding -> finding.level() == Level.NOT_COMPUTED);
        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE)).isCloseTo(0.6 - 2.0 / 7, within(1e-15));
        assertThat(report.toJsonValue().toString()).doesNotContain("NaN").contains("undefined");
    }

    @Test
    void oneGroup_andSmallOnes() {
        BinaryPredictions rows =
                new Rows().add("m", 40, 10, 16, 4).add("x", 1, 0, 0, 1).predictions();
        FairnessReport report = Fairness.by("sex").minimumRows(10).of(rows).get(0);
        assertThat(report.leftOut()).isEqualTo(1);
        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE)).isZero();
        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_RATIO)).isEqualTo(1);
        assertThatThrownBy(() -> Fairness.by("sex").minimumRows(100).of(rows)).hasMessageContaining("allow fewer");
        assertThatThrownBy(() -> Fairness.by("age").of(rows))
                .hasMessageContaining("no column 'age' of groups; there are sex");
    }

    @Test
    void nobodySelected_hasNoRatio() {
        FairnessReport report =
                of(new Rows().add("m", 0, 5, 0, 5).add("f", 0, 5, 0, 5).predictions());
        assertThat(report.gap(Criterion.DEMOGRAPHIC_PARITY_RATIO).method()).contains("rate of every group is 0");
        assertThat(value(report, Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE)).isZero();
    }

    @Test
    void groupsThatAreAlike_areCalledUnlike_asSeldomAsDeclared() {
        int times = 400;
        int differences = 0;
        int ratios = 0;
        int held = 0;
        for (int time = 0; time < times; time++) {
            Random random = new Random(time);
            FairnessReport alike = of(drawn(random, 0.4, 0.4, 0.4, 0.4));
            differences +=
                    interval(alike, Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE).low() > 0 ? 1 : 0;
            ratios += interval(alike, Criterion.DEMOGRAPHIC_PARITY_RATIO).high() < 1 ? 1 : 0;
            Interval unlike = interval(of(drawn(random, 0.3, 0.4, 0.5, 0.6)), Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE);
            held += unlike.low() <= 0.3 && 0.3 <= unlike.high() ? 1 : 0;
        }
        // 5 % of 400 is 20, and three standard errors of it are 13.
        assertThat(differences).isLessThanOrEqualTo(33);
        assertThat(ratios).isLessThanOrEqualTo(33);
        assertThat(held).isGreaterThanOrEqualTo(367);
    }

    private static Interval interval(FairnessReport report, Criterion criterion) {
        return report.gap(criterion).interval().orElseThrow();
    }

    private static BinaryPredictions drawn(Random random, double... rates) {
        Rows rows = new Rows();
        for (int group = 0; group < rates.length; group++) {
            double rate = rates[group];
            int selected =
                    (int) random.doubles(150).filter(value -> value < rate).count();
            rows.add("g" + group, selected, 150 - selected, 0, 1);
        }
        return rows.predictions();
    }
}
