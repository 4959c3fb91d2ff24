/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ratchet.RatchetException;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnnxModelTest {

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(directory.resolve("package"));
    }

    private ModelPackage write(OnnxModel model) throws IOException {
        ModelPackageWriter writer = new ModelPackageWriter(target);
        model.writeTo(writer);
        return writer.finish();
    }

    @Test
    void writeTo_writesMlflowsLayout() throws Exception {
        FloatRows example = FloatRows.of(List.of("a", "b"), new float[] {1, 2});
        ModelPackage written = write(OnnxModel.builder(OnnxGraphTest.linear())
                .columns(List.of("a", "b"))
                .inputExample(example)
                .build());

        assertThat(written.flavors()).containsExactlyInAnyOrder("onnx", "python_function", "ratchet");
        assertThat(written.flavor("onnx").orElseThrow())
                .containsEntry("data", "model.onnx")
                .containsEntry("onnx_version", "1.23.2")
                .containsEntry("providers", List.of("CPUExecutionProvider"));
        assertThat(written.flavor("python_function").orElseThrow()).containsEntry("loader_module", "mlflow.onnx");
        assertThat(written.flavor("ratchet").orElseThrow()).containsEntry("scorer", "onnx");
        assertThat(written.signature().orElseThrow().toMlmodel().toString())
                .contains("\"type\":\"double\",\"name\":\"b\"", "\"dtype\":\"float32\",\"shape\":[-1,3]");
        assertThat(Files.readString(target.resolve("requirements.txt"))).contains("onnxruntime==", "mlflow==");
        assertThat(Files.readAllBytes(target.resolve("model.onnx"))).isEqualTo(OnnxGraphTest.linear());
        assertThat(target.resolve("input_example.json")).exists();
        try (Model model = new OnnxFlavor().load(written)) {
            assertThat(model.predict(example)).isEqualTo(new float[][] {{5, -2, 8}});
        }
    }

    @Test
    void writeTo_infersTensors_whenNoColumnsAreGiven() throws Exception {
        ModelPackage written = write(OnnxModel.of(OnnxGraphTest.linear()));

        assertThat(String.valueOf(written.signature().orElseThrow().toMlmodel().get("inputs")))
                .isEqualTo("[{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"float32\",\"shape\":[-1,2]}}]");
    }

    @Test
    void writeTo_fails_whenTheColumnsDoNotFit() {
        OnnxModel model = OnnxModel.builder(OnnxGraphTest.linear())
                .columns(List.of("a", "b", "c"))
                .build();

        assertThatThrownBy(() -> write(model))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("3 columns [a, b, c]")
                .hasMessageContaining("'X' (float32 [-1, 2]) takes 2 values a row");
    }

    @Test
    void writeTo_fails_whenOnnxRuntimeCannotLoadIt() {
        OnnxGraph graph = new OnnxGraph("wrong");
        graph.output("Y", graph.add("NoSuchOperator", List.of(graph.input("X", -1, 2)), Map.of()), -1, 2);

        assertThatThrownBy(() -> write(OnnxModel.of(graph.toBytes())))
                .hasMessageContaining("ONNX Runtime cannot load")
                .hasMessageContaining("NoSuchOperator");
    }

    @Test
    void of_fails_whenTheBytesAreNoModel() {
        assertThatThrownBy(() -> OnnxModel.of(new byte[] {1, 2, 3})).hasMessageContaining("This is no ONNX model");
        assertThatThrownBy(() -> OnnxModel.of(directory.resolve("none.onnx")))
                .hasMessageContaining("none.onnx' cannot be read");
    }

    @Test
    void equals_comparesBytes() {
        assertThat(OnnxModel.of(OnnxGraphTest.linear()))
                .isEqualTo(OnnxModel.of(OnnxGraphTest.linear()))
                .hasSameHashCodeAs(OnnxModel.of(OnnxGraphTest.linear()));
    }

    @Test
    void writeTo_copiesTheFilesWithTensors() throws Exception {
        Path file = Files.write(directory.resolve("large.onnx"), withTensorsIn("large.data"));

        ModelPackage written = write(OnnxModel.of(file));

        assertThat(target.resolve("large.data")).hasSameBinaryContentAs(directory.resolve("large.data"));
        try (Model model = new OnnxFlavor().load(written)) {
            assertThat(model.predict(FloatRows.of(List.of("a", "b"), new float[] {1, 2})))
                    .isEqualTo(new float[][] {{5, -2, 8}});
        }
    }

    @Test
    void writeTo_fails_whenTensorsAreElsewhere() throws Exception {
        byte[] model = withTensorsIn("large.data");
        Path outside = Files.write(directory.resolve("outside.onnx"), withTensorsIn("../outside.data"));

        assertThatThrownBy(() -> write(OnnxModel.of(model)))
                .hasMessageContaining("'large.data'")
                .hasMessageContaining("OnnxModel.of(Path)");
        assertThatThrownBy(() -> write(OnnxModel.of(outside)))
                .hasMessageContaining("'../outside.data'")
                .hasMessageContaining("not beside it");
    }

    private byte[] withTensorsIn(String location) throws IOException {
        ModelProto model = ModelProto.parseFrom(OnnxGraphTest.linear());
        TensorProto weight = model.getGraph().getInitializer(0);
        Files.write(directory.resolve(location), weight.getRawData().toByteArray());
        TensorProto moved = weight.toBuilder()
                .clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .build();
        GraphProto graph = model.getGraph().toBuilder().setInitializer(0, moved).build();
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }
}
