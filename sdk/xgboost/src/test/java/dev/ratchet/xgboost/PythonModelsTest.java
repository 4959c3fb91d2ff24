/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RatchetException;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.xgboost.internal.model.FittedModel;
import dev.ratchet.xgboost.internal.model.ModelTree;
import dev.ratchet.xgboost.internal.model.PythonModels;
import dev.ratchet.xgboost.internal.model.UbjReader;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Models that Python's xgboost 3.2.0 saved; the expected scores are its own (models/make.py). */
class PythonModelsTest {

    private static final String VERSION = "-3.2.0.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary-3.2.0.ubj",
                "binary-3.2.0.json",
                "squared-3.2.0.ubj",
                "poisson-3.2.0.ubj",
                "dart-3.2.0.ubj",
                "softprob-3.2.0.ubj",
                "targets-3.2.0.ubj",
                "vector-3.2.0.ubj"
            })
    void load_repairsTheBaseScore_soThatScoresAreThoseOfPython(String file) throws Exception {
        try (Model model = load(file)) {
            assertThat(model.predict(rows())).isDeepEqualTo(expected(file.substring(0, file.indexOf(VERSION))));
        }
        Booster unrepaired = XGBoost.loadModel(bytes(file));
        DMatrix matrix = new DMatrix(rows().values(), 6, 4, Float.NaN);
        assertThat(unrepaired.predict(matrix)).isNotEqualTo(expected(file.substring(0, file.indexOf(VERSION))));
    }

    @Test
    void fitForJava_refusesVersionsThatAreNotKnown() {
        for (String version : List.of("[3,3,0]", "[4,0,0]")) {
            byte[] newer = ("{\"learner\":{},\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> PythonModels.fitForJava(newer, false))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("known here up to 3.2")
                    .hasMessageContaining("export it as ONNX");
        }
    }

    @Test
    void load_refusesClassesThatAreNotOfXGBoost() throws Exception {
        load("binary-3.2.0.ubj").close();
        Path file = directory.resolve("MLmodel");
        Files.writeString(file, Files.readString(file).replace("xgboost.core.Booster", "our.models.Wrapped"));
        assertThatThrownBy(() -> new XGBoostFlavor().load(ModelPackage.open(directory)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'our.models.Wrapped'")
                .hasMessageContaining("get_booster()");
    }

    @Test
    void fitForJava_leavesTheBytesAlone_whenXGBoost4JWroteThem() throws Exception {
        try (TrackedMatrix train = Wdbc.all().train()) {
            Booster booster = XGBoost.train(train, Map.of("objective", "binary:logistic"), 3, Map.of(), null, null);
            for (String format : List.of("ubj", "json")) {
                byte[] bytes = booster.toByteArray(format);
                assertThat(PythonModels.fitForJava(bytes, false).bytes()).isSameAs(bytes);
            }
        }
    }

    @Test
    void fitForJava_takesOneBaseScoreForAllOutputs() {
        String equal = "{'learner':{'learner_model_param':{'base_score':'[5E-1,5E-1]','num_class':'2'}}}";
        Object root = new UbjReader(fit(equal).bytes()).read();
        assertThat(ModelTree.text(root, "learner", "learner_model_param", "base_score"))
                .isEqualTo("5E-1");
    }

    @Test
    void fitForJava_completesGammaModelsOfOldVersions() {
        Object root = new UbjReader(fit("{'learner':{'objective':{'name':'reg:gamma'}},'version':[1,7,6]}")
                        .bytes())
                .read();
        assertThat(ModelTree.text(root, "learner", "objective", "reg_loss_param", "scale_pos_weight"))
                .isEqualTo("1");
    }

    @Test
    void fitForJava_findsTheNamesOfCategories_butNotThoseCutAtWrongPlaces() {
        // The second feature has no categories, the third has numbers, the fourth is what Python makes of "ä" and "b".
        String encodings = "[{'offsets':[0,0,2],'values':[97,98]},{'offsets':[],'values':[]},"
                + "{'type':15,'values':[10,20]},{'offsets':[0,1,2],'values':[-61,-92]}]";
        FittedModel model = fit("{'learner':{'gradient_booster':{'model':{'cats':{'enc':" + encodings + "}}}}}");
        assertThat(model.categories()).containsExactly(Map.entry(0, List.of("", "ab")));
    }

    @Test
    void load_refuses_whenDictionaryAndBoosterDisagree() throws Exception {
        PythonCase one = PythonCase.unpacked("/python-models/xgboost-3.2.0.zip", directory.toRealPath()).stream()
                .filter(each -> each.name().equals("classifier-three-category"))
                .findFirst()
                .orElseThrow();
        Path file = one.directory().resolve("MLmodel");
        String flavors = Files.readString(file);
        Files.writeString(
                file,
                "flavors:\n  ratchet: {format: 1, scorer: xgboost, dictionaries: {kind: [w, v, u]}}\n"
                        + flavors.substring("flavors:\n".length()));
        assertThatThrownBy(one::load)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("[w, v, u]")
                .hasMessageContaining("trained with [u, v, w]");
    }

    @Test
    void load_refusesTheOldBinaryFormat_whenItIsCutShort() throws Exception {
        PythonCase one = PythonCase.unpacked("/python-models/xgboost-1.7.6.zip", directory.toRealPath()).stream()
                .filter(each -> each.name().equals("binary-xgb"))
                .findFirst()
                .orElseThrow();
        Path file = one.directory().resolve("model.xgb");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 400));
        assertThatThrownBy(one::load)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("in the old binary format and XGBoost cannot read it")
                .hasMessageContaining("model_format='ubj'");
    }

    @Test
    void load_doesNotChangeTheFile() throws Exception {
        load("softprob-3.2.0.ubj").close();
        assertThat(Files.readAllBytes(directory.resolve("softprob-3.2.0.ubj"))).isEqualTo(bytes("softprob-3.2.0.ubj"));
    }

    @Test
    void fitForJava_refuses_whenThePartsDoNotFit() {
        assertThatThrownBy(
                        () -> fit("{'learner':{'learner_model_param':{'base_score':'[5E-1,6E-1]','num_class':'3'}}}"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("base scores [5E-1,6E-1] for 3 outputs");
        assertThatThrownBy(
                        () -> fit("{'learner':{'learner_model_param':{'base_score':'[5E-1,6E-1]','num_class':'x'}}}"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("its parts do not fit together");
        assertThatThrownBy(
                        () -> fit("{'learner':{'learner_model_param':{'base_score':'[5E-1,6E-1]','num_class':'2'}}}"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("it has no");
    }

    @Test
    void fitForJava_saysWhatIsWrong_whenTheFileIsNoModel() throws Exception {
        byte[] cut = java.util.Arrays.copyOf(bytes("binary-3.2.0.ubj"), 1000);
        assertThatThrownBy(() -> PythonModels.fitForJava(cut, false))
                .hasMessageContaining("ends too early or is damaged");
        assertThatThrownBy(() -> PythonModels.fitForJava(new byte[0], false))
                .hasMessageContaining("is no XGBoost model");
        assertThatThrownBy(() -> fit("{'a':")).hasMessageContaining("cannot be read as JSON");
        assertThatThrownBy(() -> fit("{?")).hasMessageContaining("no UBJSON model");
    }

    private static FittedModel fit(String json) {
        return PythonModels.fitForJava(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), false);
    }

    private Model load(String file) throws IOException {
        Files.write(directory.resolve(file), bytes(file));
        Files.writeString(
                directory.resolve("MLmodel"),
                "flavors:\n  python_function:\n    loader_module: mlflow.xgboost\n    data: " + file
                        + "\n  xgboost:\n    data: " + file
                        + "\n    model_class: xgboost.core.Booster\n    xgb_version: 3.2.0\n");
        return new XGBoostFlavor().load(ModelPackage.open(directory));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PythonModelsTest.class.getResourceAsStream("/models/" + file), file)) {
            return in.readAllBytes();
        }
    }

    private static FloatRows rows() throws IOException {
        return FloatRows.of(List.of("a", "b", "c", "d"), floats("rows"));
    }

    private static float[][] expected(String name) throws IOException {
        return floats(name);
    }

    private static float[][] floats(String field) throws IOException {
        JsonNode rows =
                new ObjectMapper().readTree(bytes("expected-3.2.0.json")).get(field);
        float[][] values = new float[rows.size()][rows.get(0).size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                JsonNode cell = rows.get(i).get(j);
                values[i][j] = cell.isNull() ? Float.NaN : (float) cell.doubleValue();
            }
        }
        return values;
    }
}
