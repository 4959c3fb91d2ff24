/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluateModelTest {

    private static final int ROWS = 120;

    @TempDir
    Path folder;

    private Path store = Path.of("");
    private String rows = "";

    @BeforeEach
    void train() throws Exception {
        store = folder.resolve("store");
        rows = file();
        try (Ratchet ratchet = Called.ratchet(store);
                Table table = Tables.csv(Path.of(rows))) {
            register(ratchet, table, "size", Map.of("objective", "binary:logistic", "max_depth", 2), "kind", "cost");
            register(
                    ratchet,
                    table,
                    "kind",
                    Map.of("objective", "multi:softprob", "num_class", 3, "max_depth", 2),
                    "size",
                    "cost");
            register(ratchet, table, "cost", Map.of("objective", "reg:squarederror", "max_depth", 2), "kind", "size");
        }
    }

    private String file() throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("x,z,size,kind,cost\n");
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextDouble();
            double z = random.nextDouble();
            csv.append(x).append(',').append(z).append(',');
            csv.append(x + z > 1 ? "small" : "large").append(',');
            csv.append(x < 0.3 ? "cat" : x < 0.6 ? "dog" : "eel").append(',');
            csv.append(10 * x + z).append('\n');
        }
        return Files.writeString(folder.resolve("rows.csv"), csv).toString();
    }

    private static void register(
            Ratchet ratchet, Table table, String label, Map<String, Object> params, String... without)
            throws Exception {
        try (Table features = table.drop(without);
                TrackedMatrix train = TrackedMatrix.of(features, label)) {
            ratchet.experiment("tests").run(label, run -> {
                Booster booster = AutologXGBoost.train(run, train, params, 10, Map.of(), null, null);
                return run.register(label, XGBoostModel.of(booster));
            });
        }
        ratchet.local().registry().setAlias(label, "champion", 1);
    }

    private Called evaluate(String model, String target, String... more) {
        String[] all = new String[7 + more.length];
        String[] first = {"evaluate", "--model", model, "--data", rows, "--target", target};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Called.at(store, all);
    }

    private static double value(Called called, String metric) {
        Map<?, ?> metrics = (Map<?, ?>) Objects.requireNonNull(called.json().get("metrics"));
        @Nullable Object value = ((Map<?, ?>) Objects.requireNonNull(metrics.get(metric))).get("value");
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    @Test
    void aliasAndVersion_areEvaluated_andTheAssumedPositiveClassIsSaid() {
        Called alias = evaluate("models:/size@champion", "size", "--json");
        Called version = evaluate("models:/size/1", "size", "--positive", "small", "--json");

        assertThat(alias.exitCode()).as(alias.err()).isZero();
        assertThat(alias.json())
                .containsEntry("task", "binary")
                .containsEntry("rows", ROWS)
                .containsEntry("model", "models:/size@champion");
        assertThat(String.valueOf(alias.json().get("notes"))).contains("'small' is taken as the positive class");
        assertThat(value(alias, "roc_auc")).isGreaterThan(0.95);
        assertThat(String.valueOf(version.json().get("notes"))).isEqualTo("[]");
        assertThat(version.json().get("metrics")).isEqualTo(alias.json().get("metrics"));
    }

    @Test
    void directory_ofAPackage_isEvaluated() throws Exception {
        String directory;
        try (Ratchet ratchet = Called.ratchet(store)) {
            directory = ratchet.load("models:/size/1").source().directory().toString();
        }
        Called called = evaluate(directory, "size", "--positive", "small", "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(value(called, "roc_auc")).isGreaterThan(0.95);
    }

    @Test
    void severalClasses_areInAlphabeticalOrder_andSaid() {
        Called called = evaluate("models:/kind/1", "kind", "--json");

        assertThat(called.json()).containsEntry("task", "multiclass");
        assertThat(String.valueOf(called.json().get("notes"))).contains("cat, dog, eel");
        assertThat(value(called, "accuracy_score")).isGreaterThan(0.95);
    }

    @Test
    void numbers_areARegression() {
        Called called = evaluate("models:/cost/1", "cost");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out()).contains("regression, " + ROWS + " rows", "mean_absolute_error");
    }

    @Test
    void whatDoesNotFit_isRefused() {
        Called noModel = evaluate("models:/none/1", "size");
        Called otherLabel = evaluate("models:/size/1", "kind");
        Called tooMany = evaluate("models:/kind/1", "size");

        assertThat(noModel.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(noModel.err()).contains("none");
        assertThat(otherLabel.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(otherLabel.err()).contains("one number for each row", "3 texts");
        assertThat(tooMany.err()).contains("tells 3 classes apart", "has 2 values");
    }
}
