/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.onnx.OnnxFlavor;
import dev.ratchet.onnx.OnnxModel;
import dev.ratchet.testing.ClassesWithout;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class XGBoostOnnxTest {

    @TempDir
    Path directory;

    static Set<String> kinds() {
        return OnnxBoosters.kinds().keySet();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void of_givesTheBoostersOutputs(String kind) throws Exception {
        Booster booster =
                OnnxBoosters.train(Objects.requireNonNull(OnnxBoosters.kinds().get(kind)));

        assertScoresEqual(booster, XGBoostOnnx.of(booster));
        booster.dispose();
    }

    private void assertScoresEqual(Booster booster, OnnxModel exported) throws Exception {
        ModelPackageWriter writer = new ModelPackageWriter(directory);
        exported.writeTo(writer);
        ModelPackage written = writer.finish();
        float[] rows = OnnxBoosters.rows(new Random(11), 200, false);
        DMatrix matrix = OnnxBoosters.matrix(rows, 200);
        float[][] expected = booster.predict(matrix);
        matrix.dispose();
        try (Model model = new OnnxFlavor().load(written)) {
            float[][] scores = model.predict(FloatRows.of(OnnxBoosters.NAMES, rows));
            for (int row = 0; row < expected.length; row++) {
                assertThat(scores[row]).hasSameSizeAs(expected[row]);
                for (int output = 0; output < expected[row].length; output++) {
                    double allowed = 1e-5 * Math.max(1, Math.abs(expected[row][output]));
                    assertThat((double) scores[row][output])
                            .as("row %s output %s", row, output)
                            .isCloseTo(expected[row][output], offset(allowed));
                }
            }
        }
        assertThat(written.signature().orElseThrow().inputColumns())
                .extracting(column -> column.name())
                .isEqualTo(OnnxBoosters.NAMES);
    }

    @Test
    void of_givesTheBaseScore_whenThereAreNoTrees() throws Exception {
        Booster booster = OnnxBoosters.train(Map.of("objective", "binary:logistic", "base_score", 0.3), 0, "q");

        assertScoresEqual(booster, XGBoostOnnx.of(booster));
        booster.dispose();
    }

    @Test
    void of_givesAllOutputs_whenLeavesHaveSeveralValues() throws Exception {
        Booster booster = OnnxBoosters.train(
                Map.of("objective", "multi:softprob", "num_class", 3, "multi_strategy", "multi_output_tree"));

        assertScoresEqual(booster, XGBoostOnnx.of(booster));
        booster.dispose();
    }

    @Test
    void of_isRefused_whenTheBoosterSplitsOnCategories() throws Exception {
        Booster booster = OnnxBoosters.train(
                Map.of("objective", "reg:squarederror", "tree_method", "hist", "max_cat_to_onehot", 1), 12, "c");

        assertThatThrownBy(() -> XGBoostOnnx.of(booster))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("splits on the categories of [x0]")
                .hasMessageContaining("one column of 0 and 1 for each category");
        booster.dispose();
    }

    @Test
    void of_namesTheModule_whenItIsNotOnTheClassPath() throws Exception {
        @SuppressWarnings("unchecked")
        Consumer<Booster> caller = (Consumer<Booster>) new ClassesWithout("dev.ratchet.onnx", "dev.ratchet.xgboost")
                .loadClass(OnnxCaller.class.getName())
                .getConstructor()
                .newInstance();
        Booster booster = OnnxBoosters.train(Map.of("objective", "reg:squarederror"));

        assertThatThrownBy(() -> caller.accept(booster))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("Boosters cannot be exported")
                .hasMessageContaining("dev.ratchet:ratchet-onnx is not on the class path")
                .hasMessageContaining("version of ratchet-xgboost");
        booster.dispose();
    }

    @Test
    void of_isEqual_whenTheBoosterIs() throws Exception {
        Booster booster = OnnxBoosters.train(Map.of("objective", "reg:squarederror"));

        assertThat(XGBoostOnnx.of(booster)).isEqualTo(XGBoostOnnx.of(booster));
        booster.dispose();
        assertThatThrownBy(() -> XGBoostOnnx.of(booster)).hasMessageContaining("was disposed");
    }
}
