/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Run;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The own loop against one call of stock {@code XGBoost.train}: models byte for byte, metrics bit for bit. */
class StockParityTest {

    private static final int ROUNDS = 40;

    @TempDir
    static Path store;

    record Setting(
            Map<String, Object> params,
            int earlyStopping,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval) {

        static Setting of(int earlyStopping, Object... params) {
            Map<String, Object> map = new HashMap<>(Map.of("verbose_eval", 0, "seed", 7));
            for (int i = 0; i < params.length; i += 2) {
                map.put((String) params[i], params[i + 1]);
            }
            return new Setting(map, earlyStopping, null, null);
        }

        Setting with(@Nullable IObjective objective, @Nullable IEvaluation evaluation) {
            return new Setting(params, earlyStopping, objective, evaluation);
        }
    }

    static Stream<Arguments> settings() {
        Object[] logistic = {"objective", "binary:logistic"};
        return Stream.of(
                arguments("gbtree", Setting.of(0, logistic)),
                arguments(
                        "sampling",
                        Setting.of(0, "objective", "binary:logistic", "subsample", 0.5, "colsample_bytree", 0.5)),
                arguments("dart", Setting.of(0, "objective", "binary:logistic", "booster", "dart", "rate_drop", 0.3)),
                arguments("softprob", Setting.of(0, "objective", "multi:softprob", "num_class", 2)),
                arguments("poisson", Setting.of(0, "objective", "count:poisson")),
                arguments(
                        "forest",
                        Setting.of(0, "objective", "binary:logistic", "tree_method", "approx", "num_parallel_tree", 3)),
                arguments("coordinate descent", Setting.of(0, "booster", "gblinear", "updater", "coord_descent")),
                arguments("stops by logloss", Setting.of(3, logistic)),
                arguments("stops by auc", Setting.of(3, "objective", "binary:logistic", "eval_metric", "auc")),
                arguments(
                        "stops, told to maximise",
                        Setting.of(4, "objective", "binary:logistic", "maximize_evaluation_metrics", "true")),
                arguments("own objective", Setting.of(0).with(new CustomFunctions.Logistic(), null)),
                arguments("own metric", Setting.of(0, logistic).with(null, new CustomFunctions.WrongSide())),
                arguments(
                        "own both, stops",
                        Setting.of(5).with(new CustomFunctions.Logistic(), new CustomFunctions.WrongSide())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void train_givesTheModelOfOneStockCall(String name, Setting setting) throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start(name);
                TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            Map<String, DMatrix> watches = watches(train, valid);
            float[][] ours = new float[2][ROUNDS];
            float[][] theirs = new float[2][ROUNDS];
            Booster own = AutologXGBoost.train(
                    run,
                    train,
                    setting.params(),
                    ROUNDS,
                    watches,
                    ours,
                    setting.obj(),
                    setting.eval(),
                    setting.earlyStopping());
            Booster stock = XGBoost.train(
                    train,
                    setting.params(),
                    ROUNDS,
                    watches,
                    theirs,
                    setting.obj(),
                    setting.eval(),
                    setting.earlyStopping());
            assertThat(own.toByteArray("json")).isEqualTo(stock.toByteArray("json"));
            assertThat(ours).isDeepEqualTo(theirs);
            assertThat(own.predict(valid, true)).isDeepEqualTo(stock.predict(valid, true));
            run.complete();
        }
    }

    @ParameterizedTest
    @MethodSource("continued")
    void train_goesOnAsStock_whenGivenABooster(String kind, int earlyStopping) throws Exception {
        Map<String, Object> params = Map.of("objective", "binary:logistic", "booster", kind, "verbose_eval", 0);
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("continued");
                TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            Map<String, DMatrix> watches = watches(train, valid);
            byte[] base = XGBoost.train(train, params, 10, watches, null, null).toByteArray("ubj");
            Booster given = XGBoost.loadModel(base);
            Booster own = AutologXGBoost.train(run, train, params, 20, watches, null, null, null, earlyStopping, given);
            Booster stock =
                    XGBoost.train(train, params, 20, watches, null, null, null, earlyStopping, XGBoost.loadModel(base));
            assertThat(own).isSameAs(given);
            assertThat(own.toByteArray("json")).isEqualTo(stock.toByteArray("json"));
            assertThat(runs.record(run).tags().get("ratchet.xgboost.continued")).contains("10 rounds");
            run.complete();
        }
    }

    static Stream<Arguments> continued() {
        return Stream.of(arguments("gbtree", 0), arguments("dart", 0), arguments("gbtree", 3));
    }

    @Test
    void train_stopsAsStock_whenRanking() throws Exception {
        Map<String, Object> params = Map.of("objective", "rank:ndcg", "eval_metric", "ndcg@5", "verbose_eval", 0);
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("ranking");
                TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            train.setGroup(new int[] {100, 100, 126, 100});
            valid.setGroup(new int[] {43, 50, 50});
            Map<String, DMatrix> watches = watches(train, valid);
            Booster own = AutologXGBoost.train(run, train, params, ROUNDS, watches, null, null, null, 4);
            Booster stock = XGBoost.train(train, params, ROUNDS, watches, null, null, null, 4);
            assertThat(own.toByteArray("json")).isEqualTo(stock.toByteArray("json"));
            assertThat(runs.values(run, "valid-ndcg_at_5")).hasSizeGreaterThan(4);
            run.complete();
        }
    }

    @Test
    void train_givesTheModelOfStock_whenThereAreNoWatches() throws Exception {
        Map<String, Object> params = Map.of("objective", "binary:logistic");
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("no watches");
                TrackedMatrix train = Wdbc.all().train()) {
            Booster own = AutologXGBoost.train(run, train, params, 10, Map.of(), null, null);
            Booster stock = XGBoost.train(train, params, 10, Map.of(), null, null);
            assertThat(own.toByteArray("json")).isEqualTo(stock.toByteArray("json"));
            run.complete();
        }
    }

    private static Map<String, DMatrix> watches(DMatrix train, DMatrix valid) {
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("train", train);
        watches.put("valid", valid);
        return watches;
    }
}
