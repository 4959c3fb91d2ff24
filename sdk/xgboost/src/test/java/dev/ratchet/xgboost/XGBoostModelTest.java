/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSignature;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Packages that are written and loaded back. */
class XGBoostModelTest {

    private static final Map<String, Object> BINARY = Map.of("objective", "binary:logistic", "max_depth", 3);

    @TempDir
    Path directory;

    private ModelPackage write(XGBoostModel model) throws IOException {
        ModelPackageWriter writer = new ModelPackageWriter(directory);
        model.writeTo(writer);
        return writer.finish();
    }

    private static Booster wdbc(Map<String, Object> params) throws Exception {
        try (TrackedMatrix train = Wdbc.all().train()) {
            return XGBoost.train(train, params, 10, Map.of(), null, null);
        }
    }

    @Test
    void writeTo_describesTheModelForPython() throws Exception {
        ModelPackage written = write(XGBoostModel.of(wdbc(BINARY)));
        assertThat(written.flavors()).containsExactlyInAnyOrder("python_function", "xgboost", "ratchet");
        assertThat(written.flavor("xgboost").orElseThrow())
                .containsEntry("data", "model.ubj")
                .containsEntry("model_class", "xgboost.core.Booster")
                .containsEntry("model_format", "ubj")
                .containsEntry("xgb_version", "3.0.4");
        assertThat(Files.readString(directory.resolve("requirements.txt"))).contains("xgboost==3.0.4", "mlflow==");
        ModelSignature signature = written.signature().orElseThrow();
        assertThat(signature.inputColumns()).hasSize(30).contains(Column.of("mean_radius", ColumnType.DOUBLE));
        assertThat(signature.outputs())
                .hasToString(ModelSignature.ofColumns(List.of(), -1).outputs() + "");
        written.verify();
    }

    @Test
    void predict_findsColumnsByName_andIgnoresOthers() throws Exception {
        Booster booster = wdbc(BINARY);
        FloatDataset data = Wdbc.all().part("all", 0, 569);
        List<String> reversed = Wdbc.all().names();
        java.util.ArrayList<String> names = new java.util.ArrayList<>(reversed);
        Collections.reverse(names);
        names.add("not_used");
        float[] values = new float[569 * 31];
        for (int row = 0; row < 569; row++) {
            for (int column = 0; column < 30; column++) {
                values[row * 31 + column] = (float) data.number(row, 29 - column);
            }
        }
        DMatrix all = new DMatrix(data.rows().values(), 569, 30, Float.NaN);
        try (Model model = new XGBoostFlavor().load(write(XGBoostModel.of(booster)))) {
            assertThat(model.predict(FloatRows.of(names, values))).isDeepEqualTo(booster.predict(all));
        } finally {
            all.dispose();
        }
    }

    @Test
    void predict_givesOneScorePerClass_andTheSignatureSaysSo() throws Exception {
        Booster booster = wdbc(Map.of("objective", "multi:softprob", "num_class", 3));
        ModelPackage written = write(XGBoostModel.of(booster));
        assertThat(written.signature().orElseThrow().outputs()).asString().contains("[-1, 3]");
        try (Model model = new XGBoostFlavor().load(written)) {
            assertThat(model.predict(Wdbc.all().part("some", 0, 4))).hasDimensions(4, 3);
        }
    }

    @Test
    void predict_givesNothing_whenThereAreNoRows() throws Exception {
        try (Model model = new XGBoostFlavor().load(write(XGBoostModel.of(wdbc(BINARY))))) {
            assertThat(model.predict(FloatRows.of(Wdbc.all().names(), new float[0])))
                    .isEmpty();
        }
    }

    @Test
    void predict_saysEveryProblemAtOnce() throws Exception {
        try (Model model = new XGBoostFlavor().load(write(XGBoostModel.of(wdbc(BINARY))))) {
            Texts wrong = new Texts("wrong", List.of("mean_radius"), List.of(List.of("large")));
            assertThatThrownBy(() -> model.predict(wrong))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("column 'mean_radius' is string, the signature wants double")
                    .hasMessageContaining("column 'mean_texture' is missing")
                    .hasMessageContaining("column 'worst_area' is missing");
            float[] infinite = new float[30];
            infinite[2] = Float.NEGATIVE_INFINITY;
            assertThatThrownBy(() -> model.predict(FloatRows.of(Wdbc.all().names(), infinite)))
                    .hasMessageContaining("column 'mean_perimeter' is infinite in row 0");
        }
    }

    @Test
    void predict_scoresTexts_byTheDictionaryOfTheTraining() throws Exception {
        List<List<Object>> rows = new java.util.ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String kind = List.of("cat", "dog", "emu").get(i % 3);
            rows.add(List.of(kind, (double) i, kind.equals("dog") ? 1.0 : 0.0));
        }
        Texts data = new Texts("pets", List.of("kind", "weight", "y"), rows);
        try (TrackedMatrix train = TrackedMatrix.of(data, "y")) {
            Booster booster = XGBoost.train(train, BINARY, 5, Map.of(), null, null);
            XGBoostModel described = XGBoostModel.builder(booster)
                    .dictionary("kind", List.of("cat", "dog", "emu"))
                    .inputExample(train.firstRows())
                    .build();
            try (Model model = new XGBoostFlavor().load(write(described))) {
                assertThat(model.predict(data)).isDeepEqualTo(booster.predict(train));
                Texts unknown = new Texts("new", List.of("weight", "kind"), List.of(List.of(1.0, "yak")));
                assertThatThrownBy(() -> model.predict(unknown))
                        .hasMessageContaining("unknown category 'yak' in row 0");
                assertThatThrownBy(() -> model.predict(FloatRows.of(List.of("kind", "weight"), new float[] {0.5f, 1})))
                        .hasMessageContaining("column 'kind' has 0.5 in row 0, which is no code");
            }
        }
    }

    @Test
    void writeTo_namesTheFeatures_whenTheBoosterHasNoNames_andLeavesItAsItIs() throws Exception {
        DMatrix plain = Plain.matrix(200);
        try {
            Booster booster = XGBoost.train(plain, BINARY, 5, Map.of(), null, null);
            byte[] before = booster.toByteArray("ubj");
            ModelPackage written = write(XGBoostModel.of(booster));
            assertThat(booster.toByteArray("ubj")).isEqualTo(before);
            assertThat(written.signature().orElseThrow().inputColumns())
                    .extracting(Column::name)
                    .startsWith("f0", "f1", "f2");
            Booster loaded = XGBoost.loadModel(Files.readAllBytes(directory.resolve("model.ubj")));
            assertThat(loaded.getFeatureNames()).startsWith("f0", "f1");
            assertThat(loaded.predict(plain)).isDeepEqualTo(booster.predict(plain));
        } finally {
            plain.dispose();
        }
    }

    @Test
    void predict_usesAllTrees_butStopsAtTheBest_whenTheModelIsOneOfScikitLearn() throws Exception {
        Booster booster = wdbc(BINARY);
        booster.setAttr("best_iteration", "3");
        FloatDataset some = Wdbc.all().part("some", 0, 50);
        DMatrix matrix = new DMatrix(some.rows().values(), 50, 30, Float.NaN);
        try {
            ModelPackage written = write(XGBoostModel.of(booster));
            try (Model model = new XGBoostFlavor().load(written)) {
                assertThat(model.predict(some)).isDeepEqualTo(booster.predict(matrix));
            }
            Path file = directory.resolve("MLmodel");
            Files.writeString(
                    file, Files.readString(file).replace("xgboost.core.Booster", "xgboost.sklearn.XGBClassifier"));
            try (Model model = new XGBoostFlavor().load(ModelPackage.open(directory))) {
                assertThat(model.predict(some)).isDeepEqualTo(booster.predict(matrix, false, 4));
            }
        } finally {
            matrix.dispose();
        }
    }

    @Test
    void writeTo_usesTheGivenSignature_orSaysWhatDoesNotFit() throws Exception {
        Booster booster = wdbc(BINARY);
        List<Column> floats = Wdbc.all().names().stream()
                .map(name -> new Column(name, ColumnType.FLOAT, false))
                .toList();
        ModelPackage written = write(XGBoostModel.builder(booster)
                .signature(ModelSignature.ofColumns(floats, -1))
                .build());
        assertThat(written.signature().orElseThrow().inputColumns()).isEqualTo(floats);
        try (Model model = new XGBoostFlavor().load(written)) {
            float[][] scores = model.predict(FloatRows.of(List.of("mean_radius"), new float[] {1, 2}));
            assertThat(scores).as("columns that are not required may be absent").hasDimensions(2, 1);
        }
        assertThatThrownBy(() -> write(XGBoostModel.builder(booster)
                        .signature(ModelSignature.ofColumns(List.of(Column.of("x", ColumnType.DOUBLE)), -1))
                        .build()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("The signature names the columns [x]")
                .hasMessageContaining("mean_radius");
    }

    @Test
    void load_refusesASignatureThatIsNotTheBoosters() throws Exception {
        write(XGBoostModel.of(wdbc(BINARY)));
        Path file = directory.resolve("MLmodel");
        Files.writeString(file, Files.readString(file).replace("worst_area", "wurst_area"));
        assertThatThrownBy(() -> new XGBoostFlavor().load(ModelPackage.open(directory)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("wurst_area")
                .hasMessageContaining("was trained on");
    }

    @Test
    void load_saysWhatIsWrong_whenTheModelFileIsDamaged() throws Exception {
        write(XGBoostModel.of(wdbc(BINARY)));
        Path file = directory.resolve("model.ubj");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 500));
        assertThatThrownBy(() -> new XGBoostFlavor().load(ModelPackage.open(directory)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("ends too early or is damaged");
        Files.delete(file);
        assertThatThrownBy(() -> new XGBoostFlavor().load(ModelPackage.open(directory)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void predict_isRefused_whenTheModelWasClosed() throws Exception {
        Model model = new XGBoostFlavor().load(write(XGBoostModel.of(wdbc(BINARY))));
        model.close();
        model.close();
        assertThatThrownBy(() -> model.predict(Wdbc.all().part("some", 0, 1)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void equals_isTheIdentityOfTheBooster() throws Exception {
        Booster booster = wdbc(BINARY);
        assertThat(XGBoostModel.of(booster))
                .isEqualTo(XGBoostModel.builder(booster)
                        .dictionary("a", List.of("b"))
                        .build())
                .hasSameHashCodeAs(XGBoostModel.of(booster))
                .isNotEqualTo(XGBoostModel.of(wdbc(BINARY)));
    }
}
