/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class OnnxFlavorTest {

    private static final List<String> IRIS = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");

    @TempDir
    Path directory;

    /** A package as Python writes it: without the flavor of Ratchet. */
    private Model load(byte[] onnx, ModelSchema... inputs) throws IOException {
        Files.write(directory.resolve("model.onnx"), onnx);
        StringBuilder mlmodel = new StringBuilder("flavors:\n  onnx:\n    data: model.onnx\n");
        if (inputs.length > 0) {
            Map<String, ?> signature = new ModelSignature(inputs[0], null).toMlmodel();
            mlmodel.append("signature:\n  inputs: '")
                    .append(signature.get("inputs"))
                    .append("'\n");
        }
        Files.writeString(directory.resolve("MLmodel"), mlmodel);
        return new OnnxFlavor().load(ModelPackage.open(directory));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OnnxFlavorTest.class.getResourceAsStream("/sklearn/" + name))) {
            return in.readAllBytes();
        }
    }

    private static double[] expected(String name) throws IOException {
        return new String(resource("expected.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", -1))
                .filter(parts -> parts[0].equals(name))
                .flatMapToDouble(parts -> Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble))
                .toArray();
    }

    private static double[][] irisRows(int width) throws IOException {
        double[] all = expected("rows");
        double[][] rows = new double[all.length / 4][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, 4 * i, 4 * i + width);
        }
        return rows;
    }

    private static ModelSchema columns(ColumnType type, List<String> names) {
        return new ModelSchema.Columns(
                names.stream().map(name -> Column.of(name, type)).toList());
    }

    @Test
    void flavor_isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ModelFlavor.class))
                .anySatisfy(flavor -> assertThat(flavor.name()).isEqualTo("onnx"));
    }

    @ParameterizedTest
    @CsvSource({"zipmap-classes, 3", "zipmap-texts, 3", "zipmap-two, 1", "forest-tensor, 3", "regression, 1"})
    void predict_givesPythonsScores_whenScikitLearnTrainedTheModel(String name, int outputs) throws Exception {
        double[] wanted = expected(name);
        int width = name.equals("regression") ? 3 : 4;
        List<String> names = IRIS.subList(0, width);
        try (Model model = load(resource(name + ".onnx"), columns(ColumnType.DOUBLE, names))) {
            float[][] scores = model.predict(Rows.of(ColumnType.DOUBLE, names, irisRows(width)));

            assertThat(scores).hasDimensions(10, outputs);
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) scores[i / outputs][i % outputs]).isCloseTo(wanted[i], offset(1e-6));
            }
        }
    }

    @Test
    void predict_findsColumnsByName_inTheOrderOfTheSignature() throws Exception {
        try (Model model = load(OnnxGraphTest.linear(), columns(ColumnType.DOUBLE, List.of("b", "a")))) {
            assertThat(model.predict(FloatRows.of(List.of("a", "surplus", "b"), new float[] {2, 99, 1})))
                    .isEqualTo(new float[][] {{5, -2, 8}});
            assertThat(model.predict(FloatRows.of(List.of("a", "b"), new float[0])))
                    .isEmpty();
        }
    }

    @Test
    void predict_takesDoublesForATensorOfFloats() throws Exception {
        try (Model model = load(OnnxGraphTest.linear(), ModelSchema.Tensors.of("float32", -1, 2))) {
            Rows rows = Rows.of(ColumnType.DOUBLE, List.of("a", "b"), new double[] {1, 2});

            assertThat(model.predict(rows)).isEqualTo(new float[][] {{5, -2, 8}});
        }
    }

    @Test
    void predict_shapesRows_whenTheTensorHasSeveralSizes() throws Exception {
        byte[] graph = new ForeignGraph()
                .input("image", DataType.FLOAT, -1, 1, 2, 2)
                .output("same", DataType.FLOAT, "image", -1, 1, 2, 2)
                .toBytes();
        try (Model model = load(graph, ModelSchema.Tensors.of("float32", -1, 1, 2, 2))) {
            assertThat(model.predict(FloatRows.of(List.of("a", "b", "c", "d"), new float[] {1, 2, 3, 4})))
                    .isEqualTo(new float[][] {{1, 2, 3, 4}});
        }
    }

    @Test
    void predict_givesEachInputTheColumnOfItsName() throws Exception {
        byte[] graph = new ForeignGraph()
                .input("age", DataType.INT64, -1, 1)
                .input("income", DataType.DOUBLE, -1)
                .input("member", DataType.BOOL, -1, 1)
                .output("income_out", DataType.DOUBLE, "income", -1)
                .output("age_out", DataType.INT64, "age", -1, 1)
                .toBytes();
        try (Model model = load(graph)) {
            Rows rows = new Rows(
                    List.of(
                            Column.of("member", ColumnType.BOOLEAN),
                            Column.of("income", ColumnType.DOUBLE),
                            Column.of("age", ColumnType.LONG)),
                    List.of(List.of(1, 2.5, 30L), List.of(0, 3.5, 40L)));

            // Whole numbers beside floats are labels.
            assertThat(model.predict(rows)).isEqualTo(new float[][] {{2.5f}, {3.5f}});
            assertThatThrownBy(() -> model.predict(FloatRows.of(List.of("age", "salary"), new float[] {1, 2})))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("the input 'income' (float64 [-1]) has no column of its name")
                    .hasMessageContaining("the input 'member' (bool [-1, 1])")
                    .hasMessageContaining("the columns are [age, salary]");
            assertThatThrownBy(() ->
                            model.predict(FloatRows.of(List.of("age", "income", "member"), new float[] {1.5f, 2, 1})))
                    .hasMessageContaining("Column 'age' is 1.5 in row 0")
                    .hasMessageContaining("whole numbers only");
        }
    }

    @Test
    void predict_keepsBothTargets_whenWhatIsBesideThemIsNoLabel() throws Exception {
        byte[] regression = new ForeignGraph()
                .input("x", DataType.FLOAT, -1, 2)
                .node("IsNaN", "missing_out", List.of("x"))
                .output("targets", DataType.FLOAT, "x", -1, 2)
                .output("missing", DataType.BOOL, "missing_out", -1, 2)
                .toBytes();
        try (Model model = load(regression)) {
            assertThat(model.predict(FloatRows.of(List.of("a", "b"), new float[] {1, 2})))
                    .isEqualTo(new float[][] {{1, 2}});
        }
    }

    @Test
    void load_fails_whenTheExecutionModeIsNone() throws Exception {
        ModelPackageWriter writer = new ModelPackageWriter(Files.createDirectory(directory.resolve("mode")));
        Files.write(writer.directory().resolve("model.onnx"), OnnxGraphTest.linear());
        Map<String, ?> fields =
                Map.of("data", "model.onnx", "onnx_session_options", Map.of("execution_mode", "sideways"));
        ModelPackage written = writer.flavor("onnx", fields).finish();

        assertThatThrownBy(() -> new OnnxFlavor().load(written))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("execution_mode 'sideways'")
                .hasMessageContaining("sequential and parallel");
    }

    @Test
    void predict_givesLabels_whenThereIsNothingElse() throws Exception {
        byte[] labels = new ForeignGraph()
                .input("code", DataType.INT64, -1)
                .output("label", DataType.INT64, "code", -1)
                .toBytes();
        try (Model model = load(labels)) {
            assertThat(model.predict(Rows.of(ColumnType.DOUBLE, List.of("x"), new double[] {7}, new double[] {-1})))
                    .isEqualTo(new float[][] {{7}, {-1}});
        }
        byte[] onlyTexts = new ForeignGraph()
                .input("word", DataType.STRING, -1)
                .output("label", DataType.STRING, "word", -1)
                .toBytes();
        assertThatThrownBy(() -> load(onlyTexts))
                .hasMessageContaining("gives 'label' (object [-1])")
                .hasMessageContaining("scores are numbers");
    }

    @Test
    void predict_namesGivenAndExpected_whenTheWidthOrTypesAreWrong() throws Exception {
        try (Model model = load(OnnxGraphTest.linear())) {
            assertThatThrownBy(() -> model.predict(FloatRows.of(List.of("a", "b", "c"), new float[3])))
                    .hasMessageContaining("the input 'X' (float32 [-1, 2]) takes 2 values a row")
                    .hasMessageContaining("there are 3 columns [a, b, c]");
            Rows texts = new Rows(
                    List.of(Column.of("a", ColumnType.STRING), Column.of("b", ColumnType.DOUBLE)),
                    List.of(List.of("red", 1.0)));
            assertThatThrownBy(() -> model.predict(texts))
                    .hasMessageContaining("column 'a' is string, the input 'X' (float32 [-1, 2]) takes numbers");
        }
    }

    @Test
    void load_fails_whenTheSignatureDoesNotFitTheGraph() {
        assertThatThrownBy(() -> load(OnnxGraphTest.linear(), columns(ColumnType.DOUBLE, List.of("a", "b", "c"))))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("takes 2 values a row, but there are 3 columns [a, b, c]");
    }

    @Test
    void predict_takesRowsOneByOne_whenTheBatchIsFixedToOne() throws Exception {
        byte[] one = new ForeignGraph()
                .input("x", DataType.FLOAT, 1, 2)
                .output("y", DataType.FLOAT, "x", 1, 2)
                .toBytes();
        byte[] two = new ForeignGraph()
                .input("x", DataType.FLOAT, 2, 1)
                .output("y", DataType.FLOAT, "x", 2, 1)
                .toBytes();
        FloatRows rows = FloatRows.of(List.of("a", "b"), new float[] {1, 2, 3, 4, 5, 6});
        try (Model model = load(one)) {
            assertThat(model.predict(rows)).isEqualTo(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        }
        try (Model model = load(two)) {
            assertThatThrownBy(() -> model.predict(FloatRows.of(List.of("a"), new float[3])))
                    .hasMessageContaining("batches of exactly 2 rows")
                    .hasMessageContaining("dynamic axes");
        }
    }

    @Test
    void predict_scoresFromSeveralThreads_andFailsAfterClose() throws Exception {
        Model model = load(OnnxGraphTest.linear());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<float[][]>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                float value = i;
                calls.add(() -> model.predict(FloatRows.of(List.of("a", "b"), new float[] {value, 0})));
            }
            List<Future<float[][]>> scores = threads.invokeAll(calls);
            for (int i = 0; i < scores.size(); i++) {
                assertThat(scores.get(i).get()[0][0]).isEqualTo(i);
            }
        } finally {
            threads.shutdownNow();
        }
        model.close();
        model.close();

        assertThatThrownBy(() -> model.predict(FloatRows.of(List.of("a", "b"), new float[2])))
                .hasMessageContaining("was closed");
    }

    @Test
    void load_fails_whenTheFileIsMissingOrBroken() throws Exception {
        ModelPackageWriter writer = new ModelPackageWriter(Files.createDirectory(directory.resolve("broken")));
        Files.write(writer.directory().resolve("model.onnx"), new byte[] {9, 9, 9});
        ModelPackage broken =
                writer.flavor("onnx", Map.of("data", "model.onnx")).finish();
        ModelPackageWriter empty = new ModelPackageWriter(Files.createDirectory(directory.resolve("empty")));
        ModelPackage missing =
                empty.flavor("onnx", Map.of("data", "model.onnx")).finish();

        assertThatThrownBy(() -> new OnnxFlavor().load(broken)).hasMessageContaining("ONNX Runtime cannot load");
        assertThatThrownBy(() -> new OnnxFlavor().load(missing))
                .hasMessageContaining("has no file")
                .hasMessageContaining("model.onnx");
    }
}
