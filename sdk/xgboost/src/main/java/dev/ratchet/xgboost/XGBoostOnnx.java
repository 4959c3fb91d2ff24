/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.onnx.OnnxCheck;
import dev.ratchet.onnx.OnnxModel;
import dev.ratchet.xgboost.internal.Guards;
import dev.ratchet.xgboost.internal.onnx.BoosterGraph;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.List;

/**
 * Exports boosters to ONNX, for programs that have ONNX Runtime and not XGBoost. The export takes the features in the
 * booster's order, with NaN for missing values, and gives what the booster's {@code predict} gives, with all its trees.
 * It is run in ONNX Runtime beside the booster before it is returned; {@link OnnxCheck} says what counts as equal.
 * Needs the module {@code ratchet-onnx}. The booster is neither changed nor disposed of.
 *
 * <p>Exported are trees, also of dart, of several outputs and with several values to a leaf, and linear boosters, with
 * XGBoost's own objectives for regression, classification, counts, survival and ranking. Splits on categories are
 * refused with the names of the features.
 *
 * <pre>{@code
 * run.register("churn", XGBoostModel.of(booster));
 * run.register("churn-onnx", XGBoostOnnx.of(booster));
 * }</pre>
 */
public final class XGBoostOnnx {

    private XGBoostOnnx() {}

    /**
     * The booster as a model of its own with one column of doubles per feature; equals {@code
     * builder(booster).build()}.
     *
     * @throws RatchetException as {@link #builder} does
     */
    public static OnnxModel of(Booster booster) {
        return builder(booster).build();
    }

    /**
     * Exports and checks a booster, and begins a model of it, to which an input example may be added.
     *
     * @throws RatchetException when {@code ratchet-onnx} is missing, the booster was disposed of, is of a kind that is not exported, or ONNX Runtime
     *     gives other outputs
     */
    public static OnnxModel.Builder builder(Booster booster) {
        OnnxModule.require();
        NativeLibrary.require();
        Guards.open(booster);
        try {
            List<String> names = XGBoostModel.featureNames(booster);
            BoosterGraph graph = BoosterGraph.of(booster.toByteArray("ubj"), names);
            OnnxModel.Builder model = OnnxModel.builder(graph.toBytes()).columns(names);
            OnnxCheck.against((rows, count) -> score(booster, rows, count), graph.rows())
                    .run(model.build());
            return model;
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "The booster cannot be exported: "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }

    private static float[][] score(Booster booster, float[] rows, int count) {
        try {
            DMatrix matrix = new DMatrix(rows, count, rows.length / count, Float.NaN);
            try {
                return booster.predict(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost cannot score the rows of the check: "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }
}
