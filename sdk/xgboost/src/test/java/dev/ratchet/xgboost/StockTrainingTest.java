/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Run;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StockTrainingTest {

    private static final Map<String, Object> PARAMS =
            Map.of("objective", "binary:logistic", "eval_metric", "auc", "max_depth", 3, "verbose_eval", 0);

    @TempDir
    Path store;

    @Test
    void stock_logsWhatTrainLogs() throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run own = runs.start("own");
                Run stock = runs.start("stock");
                TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            Map<String, DMatrix> watches = new LinkedHashMap<>();
            watches.put("train", train);
            watches.put("valid", valid);
            AutologXGBoost.train(own, train, PARAMS, 50, watches, null, null, null, 4);
            Booster booster = AutologXGBoost.stock(
                    stock,
                    AutologOptions.defaults(),
                    train,
                    PARAMS,
                    50,
                    watches,
                    null,
                    4,
                    metrics -> XGBoost.train(train, PARAMS, 50, watches, metrics, null, null, 4));
            assertThat(booster.getNumBoostedRound()).isLessThan(50);
            for (String key : new String[] {"train-auc", "valid-auc", "stopped_iteration", "best_iteration"}) {
                assertThat(runs.steps(stock, key)).isEqualTo(runs.steps(own, key));
                assertThat(runs.values(stock, key).stream().map(Double::floatValue))
                        .containsExactlyElementsOf(runs.values(own, key).stream()
                                .map(Double::floatValue)
                                .toList());
            }
            assertThat(runs.record(stock).params()).isEqualTo(runs.record(own).params());
            assertThat(runs.record(stock).inputs())
                    .hasSameSizeAs(runs.record(own).inputs());
            assertThat(runs.artifacts(stock)).containsExactlyElementsOf(runs.artifacts(own));
            assertThat(runs.record(stock).modelIds()).hasSize(1);
            own.complete();
            stock.complete();
        }
    }

    @Test
    void stock_logsEveryRound_whenItDoesNotStop() throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("stock");
                TrackedMatrix train = Wdbc.all().train()) {
            AutologXGBoost.stock(
                    run,
                    AutologOptions.defaults(),
                    train,
                    PARAMS,
                    3,
                    Map.of("t", train),
                    null,
                    0,
                    metrics -> XGBoost.train(train, PARAMS, 3, Map.of("t", train), metrics, null, null, 0));
            assertThat(runs.steps(run, "t-auc")).containsExactly(0L, 1L, 2L);
            run.complete();
        }
    }
}
