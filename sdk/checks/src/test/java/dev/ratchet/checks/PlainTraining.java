/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import dev.ratchet.Ratchet;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.nio.file.Path;
import java.util.Map;

/** A program that has no table: it trains from a matrix of its own and loads the model again. */
final class PlainTraining {

    static final String TRAINED = "trained and loaded";

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
        } finally {
            train.dispose();
        }
    }
}
