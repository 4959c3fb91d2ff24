/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Opening;
import dev.ratchet.data.split.TestOpenings;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.model.Model;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BreastCancerTest {

    @TempDir
    Path store;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Ratchet open() {
        return Ratchet.builder()
                .environment(java.util.Map.of())
                .store(store)
                .localOnly()
                .open();
    }

    private ModelVersion runSample(Ratchet ratchet, int repeats) throws Exception {
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            return BreastCancer.run(ratchet, out, Progress.none(), repeats);
        }
    }

    private static RunRecord run(Ratchet ratchet, String name) {
        return ratchet.runs("")
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double mean(RunRecord run, String metric) {
        return Stream.of("shallow", "deep", "sampled")
                .mapToDouble(setting -> Objects.requireNonNull(run.metrics().get(setting + "/" + metric + "-mean"))
                        .value())
                .max()
                .orElseThrow();
    }

    @Test
    void run_trainsThreeSettings_registersTheBest_andSaysWhereToLook() throws Exception {
        try (Ratchet ratchet = open()) {
            ModelVersion version = runSample(ratchet, 1);
            assertThat(version.number()).hasValue(1);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("shallow", "deep", "sampled", "registered as 'breast-cancer' version 1")
                    .contains("On the 114 sealed test rows", "roc_auc", "goal: ")
                    .contains("ratchet runs list --experiment breast-cancer --store " + store);
            try (Table table = Tables.csv(BreastCancer.data());
                    DataSplit split = BreastCancer.split().apply(table);
                    Model model = ratchet.load("models:/breast-cancer/1")) {
                Table valid = split.validation();
                float[][] scores = model.predict(valid);
                int diagnosis = valid.indexOf(BreastCancer.DIAGNOSIS);
                int right = 0;
                for (int i = 0; i < valid.rowCount(); i++) {
                    right += (scores[i][0] > 0.5f) == "malignant".equals(valid.text(i, diagnosis)) ? 1 : 0;
                }
                assertThat((double) right / valid.rowCount()).isGreaterThan(0.93);
            }
        }
    }

    /** What the textbook promises of these rows, without the sealed ones. */
    @Test
    void tenTimesFiveFolds_reachWhatWasDeclared_inOneRun() throws Exception {
        try (Ratchet ratchet = open()) {
            runSample(ratchet, 10);
            RunRecord folds = run(ratchet, "cross-validation");

            assertThat(mean(folds, "f1_score")).isGreaterThan(0.95);
            assertThat(mean(folds, "roc_auc")).isGreaterThanOrEqualTo(0.99);
            assertThat(folds.params()).containsEntry("folds", "5").containsEntry("repeats", "10");
            assertThat(folds.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .containsExactly(tuple("wdbc-unsealed", "train"));
            assertThat(ratchet.local().tracking().metricHistory(folds.id(), "shallow/f1_score"))
                    .hasSize(10);
            assertThat(files(ratchet, folds, "")).contains("folds.json", "problem.json");
            assertThat(ratchet.runs("")).hasSize(4);
        }
    }

    private static List<String> files(Ratchet ratchet, RunRecord run, String folder) {
        return ratchet.local().artifacts().list(run.artifactRoot(), folder).stream()
                .map(file -> file.path())
                .toList();
    }

    @Test
    void runs_nameTheirData_howItWasSplit_andThatNothingLeaks() throws Exception {
        try (Ratchet ratchet = open();
                Table table = Tables.csv(BreastCancer.data());
                DataSplit split = BreastCancer.split().apply(table)) {
            runSample(ratchet, 1);
            List<RunRecord> runs = ratchet.runs("")
                    .filter(run -> !run.name().equals("cross-validation"))
                    .toList();

            assertThat(split.train().rowCount() + split.validation().rowCount()).isEqualTo(455);
            assertThat(runs).hasSize(3).allSatisfy(run -> {
                String train = split.train().identity().mlflowDigest();
                assertThat(run.inputs())
                        .extracting(DatasetInput::name, DatasetInput::context, DatasetInput::digest)
                        .contains(
                                tuple("wdbc-train", "train", train),
                                tuple("train", "eval", train),
                                tuple(
                                        "valid",
                                        "eval",
                                        split.validation().identity().mlflowDigest()));
                assertThat(run.inputs()).allSatisfy(input -> {
                    assertThat(input.source()).contains("wdbc.csv");
                    assertThat(input.schema()).contains("mlflow_colspec", "mean_radius");
                    assertThat(input.profile()).contains("\"num_rows\":", "content-1", "\"part\":");
                });
                assertThat(run.tags())
                        .containsEntry("ratchet.leakage", "none")
                        .containsEntry(
                                "ratchet.split.test", split.test().digest().toString());
                assertThat(files(ratchet, run, "")).contains("split.json", "leakage.json", "profile");
            });
        }
    }

    @Test
    void testRows_areOpenedOnce_forTheRegisteredModel_andTheReportIsInItsRun() throws Exception {
        try (Ratchet ratchet = open()) {
            ModelVersion version = runSample(ratchet, 1);
            Opening opening = TestOpenings.of(ratchet).openings().get(0);
            List<RunRecord> judged =
                    ratchet.runs("tags.`ratchet.test.warnings` = 'none'").toList();

            assertThat(TestOpenings.of(ratchet).openings()).hasSize(1);
            assertThat(opening.warnings()).isEmpty();
            assertThat(opening.purpose().finalModel()).contains(version.model().packageDigest());
            assertThat(judged).singleElement().satisfies(run -> {
                assertThat(run.metrics()).containsKeys("test_log_loss", "test_f1_score", "test_roc_auc");
                assertThat(run.inputs())
                        .extracting(DatasetInput::name, DatasetInput::context)
                        .contains(tuple("wdbc-test", "test"));
                assertThat(files(ratchet, run, "evaluation/test"))
                        .contains(
                                "evaluation/test/report.html",
                                "evaluation/test/classification_report.txt",
                                "evaluation/test/confusion_matrix.json",
                                "evaluation/test/confusion_matrix.svg",
                                "evaluation/test/roc_curve_plot.svg");
            });
        }
    }

    /** What mlflow.data.from_pandas(pandas.read_csv("wdbc.csv")).digest is in Python. */
    @Test
    void wholeFile_hasPythonsDigest() {
        try (Table all = Tables.csv(BreastCancer.data())) {
            assertThat(all.identity().digest("mlflow-python-table-1"))
                    .hasValue(new DatasetDigest("mlflow-python-table-1", "f3fe786c"));
        }
    }
}
