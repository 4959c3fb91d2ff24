/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.slice.Slices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvaluationReportTest {

    /** Where docs/testing.md says that a browser finds them. */
    private static final Path KEPT = Path.of("target", "report-pages");

    private static String kept(String name, EvaluationReport report) throws IOException {
        String page = report.html();
        Files.writeString(Files.createDirectories(KEPT).resolve(name + ".html"), page);
        return page;
    }

    private static String picture(EvaluationReport report, String name) {
        return Objects.requireNonNull(report.pictures().get(name), name);
    }

    @Test
    void twoClasses_haveAllPictures_andSayAllThatIsKnown() throws IOException {
        EvaluationReport report = Samples.tumourReport();

        assertThat(report.pictures())
                .containsOnlyKeys(
                        "confusion_matrix",
                        "roc_curve_plot",
                        "precision_recall_curve_plot",
                        "calibration_curve_plot",
                        "lift_curve_plot",
                        "gain_curve_plot",
                        "feature_importance",
                        "slices_carrier");
        report.pictures().values().forEach(Pages::picture);
        assertThat(report.text())
                .startsWith("Breast cancer, depth 4\n======================\nbinary, 400 rows, benign ")
                .contains(
                        "Asked: diagnosis by f1_score, goal 0.9500, a false positive costs 1 and a false negative 20.",
                        "failed  goal",
                        "roc_auc",
                        "(95 %)",
                        "              precision    recall  f1-score   support",
                        "actual \\ predicted  benign  malignant",
                        "Worst slices of carrier, f1_score of all rows 0.9100",
                        "worse than all other rows",
                        "Fairness by sex",
                        "- Rows of the sealed test part, opened once.");
        String page = kept("two-classes", report);
        Pages.check(page);
        assertThat(page)
                .contains("<strong>failed</strong>", "Area below the curve", "Slices: carrier", "Fairness by sex")
                .hasSizeLessThan(200_000);
        // Those that matter most come first.
        assertThat(page.indexOf("<strong>failed</strong>")).isLessThan(page.indexOf("<strong>warning</strong>"));
    }

    @Test
    void severalClasses_haveCurvesOfEach() throws IOException {
        EvaluationReport report = Samples.report(Samples.classes(10, 360));

        assertThat(report.pictures())
                .containsOnlyKeys(
                        "confusion_matrix", "roc_curve_plot", "precision_recall_curve_plot", "calibration_curve_plot");
        assertThat(Pages.texts(picture(report, "confusion_matrix"))).contains("digit 0", "digit 9");
        String page = kept("several-classes", report);
        Pages.check(page);
        assertThat(page).contains("Commonest errors", "The 8 classes of the smallest areas");
    }

    @Test
    void manyClasses_stayReadable() throws IOException {
        EvaluationReport report = EvaluationReport.builder("Many")
                .predictions(Samples.classes(120, 3_000))
                .evaluation(new Evaluation(Task.MULTICLASS, 3_000, Map.of(), 0.95, List.of()))
                .build();

        assertThat(Pages.texts(picture(report, "confusion_matrix"))).contains("71 others");
        assertThat(report.text()).contains("120 classes; the commonest errors:").doesNotContain("actual \\ predicted");
        String page = kept("many-classes", report);
        Pages.check(page);
        // What is wider than a telephone is moved within its own frame.
        assertThat(page).contains("<figure class=\"wide\" tabindex=\"0\"><svg");
    }

    @Test
    void numbers_haveResiduals() throws IOException {
        EvaluationReport report = Samples.report(Samples.delays(500));

        assertThat(report.pictures()).containsOnlyKeys("residuals_plot");
        assertThat(report.text()).contains("regression, 500 rows").doesNotContain("Confusion");
        Pages.check(kept("numbers", report));
    }

    @Test
    void foreignText_isNeverMarkup_andNoCommandForATerminal() throws IOException {
        EvaluationReport report = Samples.nastyReport();

        Pages.check(kept("nasty", report));
        assertThat(report.html()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        report.pictures().forEach((name, svg) -> {
            assertThat(name).matches("[A-Za-z0-9._-]+");
            Pages.picture(svg);
        });
        assertThat(report.text().codePoints().filter(c -> c < ' ' && c != '\n')).isEmpty();
    }

    @Test
    void slicesThatWereComputed_areDrawn() {
        BinaryPredictions plain = Samples.tumours(600);
        BinaryPredictions rows = plain.with(RowInfo.none()
                .withColumn(
                        "ward",
                        IntStream.range(0, 600)
                                .mapToObj(row -> "ward " + row % 4)
                                .toList()));
        EvaluationReport report = EvaluationReport.builder("Wards")
                .predictions(rows)
                .evaluation(Evaluator.builder().resamples(100).build().evaluate(rows))
                .slices(Slices.by("ward").of(rows, Metrics.binary().get(0)).get(0))
                .build();

        assertThat(Pages.texts(picture(report, "slices_ward")))
                .contains("accuracy_score by ward", "ward 0", "ward 3", "150 rows");
        assertThat(report.text()).contains("Worst slices of ward");
        Pages.check(report.html());
    }

    static Stream<Arguments> nasty() {
        double[] half = new double[20];
        Arrays.fill(half, 0.5);
        int[] mixed = IntStream.range(0, 20).map(row -> row % 2).toArray();
        double[] notANumber = half.clone();
        notANumber[3] = Double.NaN;
        double[] huge = new double[20];
        Arrays.fill(huge, 1e308);
        huge[0] = -1e308;
        return Stream.of(
                Arguments.of("no rows", BinaryPredictions.ofProbabilities(new int[0], new double[0]), "no rows"),
                Arguments.of("one class", BinaryPredictions.ofProbabilities(new int[20], half), "rows of both classes"),
                Arguments.of(
                        "tied scores",
                        BinaryPredictions.ofProbabilities(mixed, half),
                        "All rows have the same score 0.5"),
                Arguments.of("NaN", BinaryPredictions.ofProbabilities(mixed, notANumber), "score of row 3 is NaN"),
                Arguments.of("labels alone", BinaryPredictions.ofLabels(mixed, mixed), "Only labels were predicted"),
                Arguments.of(
                        "no probabilities", BinaryPredictions.ofScores(mixed, huge, 0), "scores are no probabilities"),
                Arguments.of(
                        "zero weights",
                        BinaryPredictions.ofProbabilities(mixed, half)
                                .with(RowInfo.none().withWeights(new double[20])),
                        "weights are 0"),
                Arguments.of(
                        "several, no rows",
                        MulticlassPredictions.ofProbabilities(List.of("a", "b", "c"), new int[0], new double[0][3]),
                        "not drawn"),
                Arguments.of(
                        "several, labels alone",
                        MulticlassPredictions.ofLabels(List.of("a", "b", "c"), mixed, mixed),
                        "Only classes were predicted"),
                Arguments.of("numbers, no rows", RegressionPredictions.of(new double[0], new double[0]), "no rows"),
                Arguments.of("numbers, NaN", RegressionPredictions.of(notANumber, half), "1 point is not finite"),
                Arguments.of("numbers, huge", RegressionPredictions.of(huge, half), "predicted"),
                Arguments.of(
                        "an order",
                        RankingPredictions.of(Collections.nCopies(20, "q"), half, huge),
                        "ranking, 20 rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nasty")
    void whatCannotBeDrawn_isSaid(String name, Predictions predictions, String sentence) {
        EvaluationReport report = Samples.report(predictions);

        Pages.check(report.html());
        assertThat(report.html()).as(name).contains(sentence);
        report.pictures().values().forEach(svg -> assertThat(Pages.texts(svg)).doesNotContain("NaN"));
        assertThat(report.text()).isNotEmpty();
        assertNoNaN(report.toJsonValue());
    }

    private static void assertNoNaN(Object json) {
        if (json instanceof Map<?, ?> map) {
            map.values().forEach(EvaluationReportTest::assertNoNaN);
        } else if (json instanceof List<?> list) {
            list.forEach(EvaluationReportTest::assertNoNaN);
        } else if (json instanceof Double number) {
            assertThat(number).isFinite();
        }
    }

    @Test
    void json_hasWhatTheCommandPrints() {
        Map<String, Object> json = Samples.tumourReport().toJsonValue();

        assertThat(json)
                .containsEntry("title", "Breast cancer, depth 4")
                .containsEntry("task", "binary")
                .containsEntry("rows", 400)
                .containsKeys(
                        "metrics",
                        "classification_report",
                        "confusion_matrix",
                        "findings",
                        "slices",
                        "fairness",
                        "problem");
        assertThat(String.valueOf(json.get("metrics"))).contains("roc_auc={value=0.9", ", low=0.9", ", high=0.9");
    }

    @Test
    void curvesOfAMillionRows_areSmall() {
        BinaryPredictions rows = Samples.tumours(1_000_000);
        EvaluationReport report = EvaluationReport.builder("A million")
                .predictions(rows)
                .evaluation(new Evaluation(Task.BINARY, 1_000_000, Map.of(), 0.95, List.of()))
                .build();

        report.pictures().forEach((name, svg) -> assertThat(svg).as(name).hasSizeLessThan(15_000));
        assertThat(report.pictures()).hasSize(6);
        Pages.check(report.html());
    }

    @Test
    void residualsOfManyRows_areSmall() {
        RegressionPredictions rows = Samples.delays(300_000);
        EvaluationReport report = EvaluationReport.builder("Many")
                .predictions(rows)
                .evaluation(new Evaluation(Task.REGRESSION, 300_000, Map.of(), 0.95, List.of()))
                .build();

        assertThat(picture(report, "residuals_plot")).hasSizeLessThan(60_000);
        Pages.check(report.html());
    }

    @Test
    void build_refusesWhatDoesNotFit() {
        Evaluation other = Evaluator.builder().resamples(100).build().evaluate(Samples.tumours(30));

        assertThatThrownBy(() -> EvaluationReport.builder("t").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("predictions(...)");
        assertThatThrownBy(() -> EvaluationReport.builder("t")
                        .predictions(Samples.tumours(31))
                        .evaluation(other)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 rows")
                .hasMessageContaining("31 predictions");
        assertThatThrownBy(() -> EvaluationReport.builder("t")
                        .predictions(Samples.delays(10))
                        .classNames("no", "yes")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regression");
    }
}
