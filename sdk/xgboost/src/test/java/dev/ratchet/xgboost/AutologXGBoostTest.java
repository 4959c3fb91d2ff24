/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.ModelVersion;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/** What a training leaves in its run, as Python's autologging would. */
class AutologXGBoostTest {

    private static final Map<String, Object> PARAMS = new LinkedHashMap<>();

    static {
        PARAMS.put("objective", "binary:logistic");
        PARAMS.put("eval_metric", List.of("logloss", "auc"));
        PARAMS.put("max_depth", 3);
        PARAMS.put("eta", 0.3);
        PARAMS.put("seed", 7);
    }

    @TempDir
    Path directory;

    private LocalRuns runs;
    private TrackedMatrix train;
    private TrackedMatrix valid;
    private final Map<String, DMatrix> watches = new LinkedHashMap<>();

    @BeforeEach
    void open() {
        runs = new LocalRuns(directory.resolve("store"));
        train = Wdbc.all().train();
        valid = Wdbc.all().valid();
        watches.put("train", train);
        watches.put("valid", valid);
    }

    @AfterEach
    void close() {
        train.close();
        valid.close();
        runs.close();
    }

    @Test
    void train_logsParamsAsPython() throws Exception {
        try (Run run = runs.start("params")) {
            AutologXGBoost.train(run, train, PARAMS, 20, watches, null, null, null, 5);
            run.complete();
            RunRecord record = runs.record(run);
            assertThat(record.params())
                    .containsOnly(
                            entry("objective", "binary:logistic"),
                            entry("eval_metric", "['logloss', 'auc']"),
                            entry("max_depth", "3"),
                            entry("eta", "0.3"),
                            entry("seed", "7"),
                            entry("num_boost_round", "20"),
                            entry("early_stopping_rounds", "5"));
            assertThat(record.tags()).containsEntry("mlflow.autologging", "xgboost");
        }
    }

    @Test
    void train_logsEveryMetricLive_andTheBestOnceMore_whenItStopsEarly() throws Exception {
        try (Run run = runs.start("early")) {
            float[][] metrics = new float[2][200];
            Booster booster = AutologXGBoost.train(run, train, PARAMS, 200, watches, metrics, null, null, 5);
            int best = Integer.parseInt(booster.getAttr("best_iteration"));
            int last = best + 5;
            assertThat(booster.getNumBoostedRound()).isEqualTo(last + 1);
            for (String key : List.of("train-logloss", "train-auc", "valid-logloss", "valid-auc")) {
                List<Double> values = runs.values(run, key);
                assertThat(runs.steps(run, key)).hasSize(last + 2).endsWith((long) last, last + 1L);
                assertThat(values.get(last + 1)).isEqualTo(values.get(best));
            }
            assertThat(runs.history(run, "best_iteration")).singleElement().satisfies(point -> {
                assertThat(point.value()).isEqualTo(best);
                assertThat(point.step()).isZero();
            });
            assertThat(runs.values(run, "stopped_iteration")).containsExactly((double) last);
            assertThat(metrics[1][best]).isEqualTo(Float.parseFloat(booster.getAttr("best_score")));
            assertThat(metrics[1][last + 1]).isZero();
            run.complete();
        }
    }

    @Test
    void train_logsEachStepOnce_whenItDoesNotStopEarly() throws Exception {
        try (Run run = runs.start("plain")) {
            AutologXGBoost.train(run, train, PARAMS, 10, watches, null, null);
            assertThat(runs.steps(run, "valid-auc")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(runs.record(run).metrics()).doesNotContainKeys("best_iteration", "stopped_iteration");
            run.complete();
        }
    }

    @Test
    void train_namesTheMatrices_withContextsAndDigests() throws Exception {
        try (Run run = runs.start("datasets")) {
            AutologXGBoost.train(run, train, PARAMS, 2, watches, null, null);
            List<DatasetInput> inputs = runs.record(run).inputs();
            assertThat(inputs).extracting(DatasetInput::name).containsExactly("wdbc-train", "train", "valid");
            assertThat(inputs).extracting(DatasetInput::context).containsExactly("train", "eval", "eval");
            assertThat(inputs.get(0).digest())
                    .hasSize(32)
                    .isEqualTo(inputs.get(1).digest());
            assertThat(inputs.get(0).profile())
                    .contains("\"features_shape\":[426,30]", "\"features_nbytes\":51120", FloatDataset.DIGEST_KIND);
            assertThat(inputs.get(2).schema()).contains("mlflow_tensorspec", "[-1,30]");
            run.complete();
        }
    }

    @Test
    void train_digestsAPlainMatrix() throws Exception {
        DMatrix plain = Plain.matrix(100);
        DMatrix same = Plain.matrix(100);
        try (Run run = runs.start("plain matrix")) {
            AutologXGBoost.train(run, plain, Map.of("objective", "binary:logistic"), 2, Map.of("w", same), null, null);
            List<DatasetInput> inputs = runs.record(run).inputs();
            assertThat(inputs).extracting(DatasetInput::name).containsExactly("dataset", "w");
            assertThat(inputs.get(0).digest()).isEqualTo(inputs.get(1).digest());
            assertThat(inputs.get(0).profile()).contains("xgboost-dmatrix-1", "\"features_shape\":[100,30]");
            assertThat(inputs.get(0).sourceType()).isEqualTo("code");
            run.complete();
        } finally {
            plain.dispose();
            same.dispose();
        }
    }

    @Test
    void train_saysThatThereIsNoContentDigest_whenThePlainMatrixIsTooLarge() throws Exception {
        DMatrix plain = Plain.matrix(100);
        AutologOptions options = AutologOptions.builder().digestLimitBytes(1000).build();
        try (Run run = runs.start("large matrix")) {
            AutologXGBoost.train(run, options, plain, Map.of("objective", "binary:logistic"), 2, Map.of(), null, null);
            RunRecord record = runs.record(run);
            assertThat(record.inputs().get(0).profile()).contains("xgboost-dmatrix-outline-1");
            assertThat(record.tags().get("ratchet.dataset.undigested.dataset")).contains("no content digest");
            run.complete();
        } finally {
            plain.dispose();
        }
    }

    @Test
    void train_logsImportances_asJsonAndPictures() throws Exception {
        AutologOptions options = AutologOptions.builder()
                .importanceTypes(java.util.Set.of(ImportanceType.WEIGHT, ImportanceType.TOTAL_GAIN))
                .build();
        try (Run run = runs.start("importances")) {
            AutologXGBoost.train(run, options, train, PARAMS, 10, watches, null, null);
            assertThat(runs.artifacts(run))
                    .contains(
                            "feature_importance_weight.json",
                            "feature_importance_weight.svg",
                            "feature_importance_total_gain.json");
            assertThat(runs.text(run, "feature_importance_weight.json", directory))
                    .contains("\"worst_radius\" : ")
                    .contains(".0");
            run.complete();
        }
    }

    @Test
    void train_logsNoPicture_whenNoFeatureIsUsed() throws Exception {
        try (Run run = runs.start("stumps without splits")) {
            AutologXGBoost.train(
                    run,
                    train,
                    Map.of("objective", "binary:logistic", "min_child_weight", 1e9),
                    3,
                    watches,
                    null,
                    null);
            assertThat(runs.artifacts(run))
                    .contains("feature_importance_weight.json")
                    .noneMatch(path -> path.endsWith(".svg") || path.endsWith(".png"));
            assertThat(runs.text(run, "feature_importance_weight.json", directory))
                    .isEqualToIgnoringWhitespace("{}");
            run.complete();
        }
    }

    @Test
    void train_logsSnapshots_thatCanBeLoaded() throws Exception {
        AutologOptions options = AutologOptions.builder().snapshotEvery(4).build();
        try (Run run = runs.start("snapshots")) {
            AutologXGBoost.train(run, options, train, PARAMS, 10, watches, null, null);
            assertThat(runs.artifactsOf(run, "snapshots"))
                    .containsExactly("snapshots/round-000004.ubj", "snapshots/round-000008.ubj");
            run.complete();
        }
    }

    @Test
    void register_usesTheModelThatWasLogged() throws Exception {
        try (Run run = runs.start("registered")) {
            Booster booster = AutologXGBoost.train(run, train, PARAMS, 5, watches, null, null);
            ModelVersion version = run.register("wdbc", XGBoostModel.of(booster));
            assertThat(runs.record(run).modelIds()).hasSize(1);
            assertThat(version.model().name()).isEqualTo("model");
            run.complete();
        }
    }

    @Test
    void train_registersAVersion_whenTheOptionsNameOne() throws Exception {
        AutologOptions options =
                AutologOptions.builder().registeredModelName("by-options").build();
        try (Run run = runs.start("registered")) {
            AutologXGBoost.train(run, options, train, PARAMS, 5, watches, null, null);
            run.complete();
        }
        assertThat(runs.ratchet().local().registry().version("by-options", 1).name())
                .isEqualTo("by-options");
    }

    @Test
    void train_logsOnlyWhatTheOptionsSay() throws Exception {
        AutologOptions options = AutologOptions.builder()
                .logModels(false)
                .logDatasets(false)
                .importanceTypes(java.util.Set.of())
                .build();
        try (Run run = runs.start("little")) {
            AutologXGBoost.train(run, options, train, PARAMS, 5, watches, null, null);
            RunRecord record = runs.record(run);
            assertThat(record.modelIds()).isEmpty();
            assertThat(record.inputs()).isEmpty();
            assertThat(runs.steps(run, "valid-auc")).containsExactly(0L, 1L, 2L, 3L, 4L);
            run.complete();
        }
    }

    @Test
    void train_leavesTheRunFailedWithItsParams_whenXGBoostRefuses() {
        Map<String, Object> wrong = Map.of("objective", "binary:logistic", "max_depth", 4, "eval_metric", "no-such");
        String[] id = new String[1];
        assertThatThrownBy(() -> runs.ratchet().experiment("tests").run("wrong", run -> {
                    id[0] = run.id();
                    return AutologXGBoost.train(run, train, wrong, 5, watches, null, null);
                }))
                .isInstanceOf(XGBoostError.class)
                .hasMessageContaining("no-such")
                .message()
                .doesNotContain("Stack trace");
        RunRecord record = runs.ratchet().local().tracking().run(id[0]);
        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.params()).containsEntry("max_depth", "4");
        assertThat(record.tags().get("ratchet.error")).contains("no-such").doesNotContain("Stack trace");
    }

    @Test
    void train_keepsTheFirstParams_andSaysSo_whenTheRunHasThemAlready() throws Exception {
        try (Run run = runs.start("twice")) {
            AutologXGBoost.train(run, train, PARAMS, 5, watches, null, null);
            AutologXGBoost.train(
                    run, train, Map.of("objective", "binary:logistic", "max_depth", 5), 5, watches, null, null);
            assertThat(runs.record(run).params()).containsEntry("max_depth", "3");
            assertThat(run.problems())
                    .anySatisfy(
                            problem -> assertThat(problem).contains("max_depth", "keeps its first value '3'", "'5'"));
            run.complete();
        }
    }

    @Test
    void train_keepsTrainingsApart_whenTheyRunInParallel() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> trainings = java.util.stream.IntStream.rangeClosed(1, 4)
                    .<Callable<String>>mapToObj(depth -> () -> {
                        try (Run run = runs.start("depth " + depth);
                                TrackedMatrix own = Wdbc.all().train()) {
                            Map<String, Object> params = Map.of("objective", "binary:logistic", "max_depth", depth);
                            AutologXGBoost.train(run, own, params, 5 + depth, Map.of("train", own), null, null);
                            run.complete();
                            return run.id();
                        }
                    })
                    .toList();
            List<Future<String>> done = threads.invokeAll(trainings);
            for (int depth = 1; depth <= 4; depth++) {
                RunRecord record = runs.ratchet()
                        .local()
                        .tracking()
                        .run(done.get(depth - 1).get());
                assertThat(record.params()).containsEntry("max_depth", String.valueOf(depth));
                assertThat(record.metrics())
                        .extractingByKey("train-logloss")
                        .extracting("step")
                        .isEqualTo(4L + depth);
                assertThat(record.modelIds()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void train_takesNamesWithColonsAndMetricsThatAreNaN_whereStockFails() throws Exception {
        float[] ones = new float[426];
        Arrays.fill(ones, 1);
        try (Run run = runs.start("odd");
                TrackedMatrix oneClass = Wdbc.all().train()) {
            oneClass.setLabel(ones);
            Map<String, Object> params = Map.of("objective", "binary:logistic", "eval_metric", "auc");
            AutologXGBoost.train(run, train, params, 6, Map.of("a:b", oneClass), null, null, null, 3);
            assertThat(runs.values(run, "a:b-auc")).containsOnly(Double.NaN);
            assertThat(runs.values(run, "stopped_iteration")).containsExactly(3.0);
            assertThat(runs.values(run, "best_iteration")).containsExactly(0.0);
            run.complete();
        }
    }
}
