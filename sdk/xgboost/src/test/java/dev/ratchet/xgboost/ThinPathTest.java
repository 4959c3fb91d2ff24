/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ThinPathTest {

    @TempDir
    Path store;

    @Test
    void train_registersAModelThatScoresAsTheBooster_whenLoadedBack() throws Exception {
        Wdbc data = Wdbc.all();
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                Run run = ratchet.experiment("e").start("r");
                TrackedMatrix train = data.train();
                TrackedMatrix valid = data.valid()) {
            Map<String, DMatrix> watches = new LinkedHashMap<>();
            watches.put("train", train);
            watches.put("valid", valid);
            Map<String, Object> params = Map.of(
                    "objective",
                    "binary:logistic",
                    "eval_metric",
                    List.of("logloss", "auc"),
                    "max_depth",
                    3,
                    "eta",
                    0.3);
            Booster booster = AutologXGBoost.train(run, train, params, 50, watches, null, null, null, 5);
            ModelVersion version = run.register("breast-cancer", XGBoostModel.of(booster));
            run.complete();
            assertThat(version.number()).hasValue(1);
            try (Model model = ratchet.load("models:/breast-cancer/1")) {
                FloatRows rows = FloatRows.of(data.names(), data.rows());
                DMatrix all = new DMatrix(rows.values(), 569, 30, Float.NaN);
                assertThat(model.predict(rows)).isDeepEqualTo(booster.predict(all));
                System.out.println(model.source().directory());
            }
        }
    }
}
