/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnnxGraphTest {

    static byte[] linear() {
        OnnxGraph graph = new OnnxGraph("linear");
        String x = graph.input("X", -1, 2);
        String weight = graph.floats("weight", new float[] {1, 2, -3, 0.5f, 0, 4}, 3, 2);
        String y = graph.add("Gemm", List.of(x, weight), Map.of("transB", 1));
        graph.output("Y", y, -1, 3);
        return graph.toBytes();
    }

    @Test
    void toBytes_hasVersionsAndShapes_andIsTheSameEachTime() throws Exception {
        ModelProto model = ModelProto.parseFrom(linear());

        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(15);
        assertThat(model.getGraph()
                        .getOutput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(1)
                        .getDimValue())
                .isEqualTo(3);
        assertThat(model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("rows");
        assertThat(linear()).isEqualTo(linear());
    }

    @Test
    void floats_areRefused_whenTheShapeDoesNotFit() {
        OnnxGraph graph = new OnnxGraph("wrong");

        assertThatThrownBy(() -> graph.floats("weight", new float[5], 2, 3))
                .hasMessageContaining("'weight' has 5 values")
                .hasMessageContaining("[2, 3]");
    }

    @Test
    void add_isRefused_whenAnAttributeIsOfAnotherType() {
        OnnxGraph graph = new OnnxGraph("wrong");

        assertThatThrownBy(() -> graph.add("Relu", List.of("x"), Map.of("alpha", 1.5)))
                .hasMessageContaining("'alpha' is a java.lang.Double")
                .hasMessageContaining("float");
    }
}
