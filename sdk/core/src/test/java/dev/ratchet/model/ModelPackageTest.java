/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelPackageTest {

    @TempDir
    private Path folder;

    private ModelPackage written(String name) throws IOException {
        Path directory = folder.resolve(name);
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/model.bin"), "weights");
        Map<String, Object> python = new LinkedHashMap<>();
        python.put("loader_module", "mlflow.xgboost");
        ModelPackageWriter writer = new ModelPackageWriter(directory)
                .flavor("python_function", python)
                .flavor("xgboost", Map.of("data", "data/model.bin"))
                .requirements(List.of("mlflow==3.17.2"))
                .dictionary("color", List.of("red", "blue"))
                .metadata("note", "it's \"quoted\": yes")
                .signature(ModelSignature.ofColumns(
                        List.of(Column.of("x", ColumnType.DOUBLE), new Column("color", ColumnType.STRING, false)), -1))
                .inputExample(FloatRows.of(List.of("x", "y"), new float[] {1, Float.NaN, 3, 4}));
        return writer.finish();
    }

    @Test
    void whatWasWritten_isRead() throws IOException {
        ModelPackage written = written("m");
        ModelPackage read = ModelPackage.open(written.directory());

        assertThat(read.flavors()).containsExactlyInAnyOrder("python_function", "ratchet", "xgboost");
        assertThat(read.flavor("xgboost")).contains(Map.of("data", "data/model.bin"));
        assertThat(read.flavor("keras")).isEmpty();
        assertThat(read.flavor("ratchet").orElseThrow())
                .containsEntry("format", 1)
                .containsEntry("scorer", "xgboost")
                .containsEntry("pipeline", null);
        assertThat(read.dictionary("color")).containsExactly("red", "blue");
        assertThat(read.dictionary("x")).isEmpty();
        assertThat(read.signature().orElseThrow().inputColumns())
                .extracting(Column::name)
                .containsExactly("x", "color");
        assertThat(read.value("metadata")).contains(Map.of("note", "it's \"quoted\": yes"));
        assertThat(Files.readString(read.file("input_example.json")))
                .isEqualTo("{\"columns\":[\"x\",\"y\"],\"data\":[[1.0,null],[3.0,4.0]]}");
        assertThat(read.declaredDigest()).contains(written.digest());
        read.verify();
    }

    @Test
    void theDigest_isTheSame_wherever_andWhateverAServerAssigns() throws IOException {
        ModelPackage one = written("one");
        ModelPackage other = written("other");
        Files.writeString(
                other.directory().resolve("MLmodel"),
                other.mlmodelWith(Map.of(
                        "run_id", "abc",
                        "model_id", "m-1",
                        "model_uuid", "u",
                        "artifact_path", "mlflow-artifacts:/x",
                        "mlflow_version", "3.17.2",
                        "utc_time_created", "2026-11-21 08:00:31.062044")));
        Files.writeString(other.directory().resolve("registered_model_meta"), "model_name: churn");

        ModelPackage downloaded = ModelPackage.open(other.directory());
        assertThat(downloaded.value("run_id")).contains("abc");
        assertThat(downloaded.digest()).isEqualTo(one.digest());
        downloaded.verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/model.bin", "requirements.txt", "new.txt", "data/MLmodel"})
    void verify_findsAFile_thatWasChangedOrAdded(String path) throws IOException {
        ModelPackage written = written("m");
        Files.writeString(written.directory().resolve(path), "changed");

        assertThatThrownBy(written::verify)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("is not what was logged")
                .hasMessageContaining(written.declaredDigest().orElseThrow())
                .hasMessageContaining("Get the model again");
    }

    @Test
    void verify_findsAFile_thatIsGone_andAChangeOfMlmodel() throws IOException {
        ModelPackage written = written("m");
        Path mlmodel = written.directory().resolve("MLmodel");
        String text = Files.readString(mlmodel);
        Files.writeString(mlmodel, text.replace("blue", "green"));
        assertThatThrownBy(() -> ModelPackage.open(written.directory()).verify())
                .isInstanceOf(RatchetException.class);

        Files.writeString(mlmodel, text);
        ModelPackage.open(written.directory()).verify();
        Files.delete(written.directory().resolve("data/model.bin"));
        assertThatThrownBy(written::verify).isInstanceOf(RatchetException.class);
    }

    @Test
    void changes_nameTheFiles() throws IOException {
        ModelPackage written = written("m");
        Path directory = written.directory();
        assertThat(written.changes()).isEmpty();

        Files.writeString(directory.resolve("requirements.txt"), "changed");
        Files.delete(directory.resolve("data/model.bin"));
        Files.writeString(directory.resolve("new.txt"), "new");
        assertThat(ModelPackage.open(directory).changes())
                .hasToString("['data/model.bin' is missing, 'new.txt' was added, 'requirements.txt' was changed]");
    }

    @Test
    void changes_nameMlmodel() throws IOException {
        Path directory = written("m").directory();
        Path mlmodel = directory.resolve("MLmodel");
        Files.writeString(mlmodel, Files.readString(mlmodel).replace("blue", "green"));
        assertThat(ModelPackage.open(directory).changes()).hasToString("['MLmodel' was changed]");
    }

    /** The worked example of docs/model-package.md; its digest was computed with sha256sum. */
    @Test
    void theDigest_isThatOfTheDocument() throws IOException {
        Path directory = folder.resolve("vector");
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/model.bin"), "weights\n");
        Files.writeString(directory.resolve("requirements.txt"), "mlflow==3.17.2\n");
        Files.writeString(directory.resolve("MLmodel"), """
                artifact_path: mlflow-artifacts:/1/models/m-1/artifacts
                flavors:
                  ratchet:
                    format: 1
                    package_digest: anything
                    scorer: xgboost
                  xgboost:
                    data: data/model.bin
                model_size_bytes: 23
                run_id: 0123456789abcdef0123456789abcdef
                """);

        assertThat(ModelPackage.open(directory).digest())
                .isEqualTo("5d5e28a1294fb4aafdfb5b8b0e189a6964b0c324468f68b2346557edc445cb90");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../other", "/etc/passwd", "data/../../x"})
    void file_staysInThePackage(String path) throws IOException {
        ModelPackage written = written("m");

        assertThatThrownBy(() -> written.file(path))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'" + path + "'")
                .hasMessageContaining("outside of its package");
        assertThat(written.file("data/../MLmodel")).exists();
    }

    @Test
    void open_saysWhatIsMissingOrWrong() throws IOException {
        assertThatThrownBy(() -> ModelPackage.open(folder)).hasMessageContaining("it has no file MLmodel");
        Files.writeString(folder.resolve("MLmodel"), "- a list");
        assertThatThrownBy(() -> ModelPackage.open(folder))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("not a YAML mapping");
        Files.writeString(folder.resolve("MLmodel"), "a: [1");
        assertThatThrownBy(() -> ModelPackage.open(folder))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("cannot be read as YAML");
    }

    @Test
    void aPackageOfPython_hasADigest_andPasses() throws IOException {
        Files.writeString(folder.resolve("MLmodel"), "flavors:\n  sklearn:\n    pickled_model: model.pkl\n");

        ModelPackage python = ModelPackage.open(folder);

        assertThat(python.digest()).hasSize(64);
        assertThat(python.declaredDigest()).isEmpty();
        python.verify();
    }

    private ModelPackage signed(String inputs) throws IOException {
        Files.writeString(
                folder.resolve("MLmodel"),
                "flavors:\n  python_function:\n    loader_module: x\nsignature:\n  inputs: '" + inputs + "'\n");
        return ModelPackage.open(folder);
    }

    @Test
    void enforced_ordersAndDrops_asTheSignatureSays() throws IOException {
        ModelPackage found = signed("[{\"type\":\"double\",\"name\":\"a\"},{\"type\":\"float\",\"name\":\"b\"},"
                + "{\"type\":\"double\",\"name\":\"c\",\"required\":false}]");
        ModelInput enforced = found.enforced(FloatRows.of(List.of("b", "x", "a"), new float[] {1, 2, 3}));
        assertThat(enforced.columns())
                .containsExactly(Column.of("a", ColumnType.DOUBLE), Column.of("b", ColumnType.FLOAT));
        assertThat(enforced.number(0, 0)).isEqualTo(3);
        assertThat(enforced.text(0, 1)).isEqualTo("1.0");
        assertThat(enforced.rowCount()).isEqualTo(1);
    }

    @Test
    void enforced_saysEveryProblem() throws IOException {
        ModelPackage found = signed("[{\"type\":\"long\",\"name\":\"a\"},{\"type\":\"double\",\"name\":\"b\"},"
                + "{\"type\":\"string\",\"name\":\"c\"}]");
        assertThatThrownBy(() -> found.enforced(FloatRows.of(List.of("c", "a"), new float[] {1, 2})))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("column 'a' is float, the signature wants long (whole numbers with missing")
                .hasMessageContaining("column 'b' is missing, which the signature requires")
                .hasMessageContaining("column 'c' is float, the signature wants string");
    }

    @Test
    void enforced_countsColumns_whereTheyHaveNoNames() throws IOException {
        ModelInput one = FloatRows.of(List.of("p"), new float[] {1});
        ModelPackage columns = signed("[{\"type\":\"double\"},{\"type\":\"double\"}]");
        assertThatThrownBy(() -> columns.enforced(one))
                .hasMessageContaining("the input has 1 column, the signature 2 (it does not name them");
        ModelPackage tensor = signed("[{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"int64\",\"shape\":[-1,2]}}]");
        assertThatThrownBy(() -> tensor.enforced(one))
                .hasMessageContaining("the signature wants a tensor of shape [-1, 2]")
                .hasMessageContaining("the columns [float] make a tensor of float32, the signature wants int64");
        ModelPackage named = signed(
                "[{\"type\":\"tensor\",\"name\":\"t\",\"tensor-spec\":" + "{\"dtype\":\"int64\",\"shape\":[-1,2]}}]");
        assertThatThrownBy(() -> named.enforced(one)).hasMessageContaining("named tensors");
    }

    @Test
    void signature_isRefused_whenItHasWhatNoTableHas() throws IOException {
        ModelPackage found = signed("[{\"type\":\"array\",\"name\":\"a\",\"items\":{\"type\":\"double\"}}]");
        assertThatThrownBy(found::signature)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("python_function")
                .hasMessageContaining("'array' is not one of MLflow's");
    }
}
