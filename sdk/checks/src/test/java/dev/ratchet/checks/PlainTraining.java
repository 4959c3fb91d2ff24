/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;
import dev.ratchet.promotion.PolicyBuilder;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Threshold;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that has no table: it trains from a matrix of its own and loads the model again. */
final class PlainTraining {

    static final String TRAINED = "trained and loaded";

    static final String PROMOTED = "promoted without tables";

    private static final int ROWS = 64;

    private PlainTraining() {}

    /** Takes the directory of the store. */
    public static void main(String[] args) throws XGBoostError {
        float[] values = new float[2 * ROWS];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[2 * row] = row;
            values[2 * row + 1] = row % 3;
            labels[row] = row < ROWS / 2 ? 0 : 1;
        }
        DMatrix train = new DMatrix(values, ROWS, 2, Float.NaN);
        train.setLabel(labels);
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(Path.of(args[0]))
                .localOnly()
                .open()) {
            Booster booster = ratchet.experiment("plain").run("matrix", run -> {
                Booster trained = AutologXGBoost.train(
                        run,
                        train,
                        Map.of("objective", "binary:logistic", "max_depth", 2),
                        3,
                        Map.of("train", train),
                        null,
                        null);
                run.register("plain", XGBoostModel.of(trained));
                return trained;
            });
            booster.dispose();
            ratchet.load("models:/plain/1").close();
            System.out.println(TRAINED);
            FloatDataset rows = FloatDataset.builder("rows", FloatRows.of(List.of("f0", "f1"), values))
                    .labels(labels)
                    .build();
            promote(ratchet, rows);
        } finally {
            train.dispose();
        }
    }

    /** Keeping predictions needs tables, and says so; deciding does not. */
    private static void promote(Ratchet ratchet, FloatDataset rows) {
        PolicyBuilder policy = PromotionPolicy.builder("plain")
                .guard(new Threshold("accuracy_score", Threshold.Side.AT_LEAST, 0.5, JudgedBy.BOUND))
                .firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY);
        try {
            Promotion.of(ratchet).promote(1, policy.build(), rows);
        } catch (RatchetException e) {
            System.out.println(e.getMessage());
        }
        PromotionResult result = Promotion.of(ratchet)
                .promote(
                        1,
                        policy.predictions(PromotionPolicy.Predicted.LEAVE_OUT).build(),
                        rows);
        System.out.println(result.isPromoted() ? PROMOTED : result.summary());
    }
}
