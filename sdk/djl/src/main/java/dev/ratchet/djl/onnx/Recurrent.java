/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.Gru;
import dev.ratchet.djl.block.BlockDescription.Lstm;
import dev.ratchet.djl.block.DescribedBlock;
import dev.ratchet.onnx.OnnxGraph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * LSTM and GRU. The gates lie in another order in ONNX: input, output, forget, cell where PyTorch has input, forget,
 * cell, output; update, reset, new where it has reset, update, new.
 */
final class Recurrent {

    private static final int[] LSTM_GATES = {0, 3, 1, 2};
    private static final int[] GRU_GATES = {1, 0, 2};

    private final OnnxGraph graph;
    private final LayerParameters parameters;
    private final Lstm settings;
    private final int[] gates;

    private Recurrent(OnnxGraph graph, LayerParameters parameters, Lstm settings, int[] gates) {
        this.graph = graph;
        this.parameters = parameters;
        this.settings = settings;
        this.gates = gates;
    }

    static String add(OnnxGraph graph, String x, DescribedBlock layer) {
        LayerParameters parameters = new LayerParameters(layer, graph);
        BlockDescription description = layer.description();
        if (description instanceof Lstm lstm) {
            return new Recurrent(graph, parameters, lstm, LSTM_GATES).add(x);
        }
        Gru gru = (Gru) description;
        Lstm same =
                new Lstm(gru.units(), gru.layers(), gru.bidirectional(), gru.batchFirst(), gru.bias(), gru.dropout());
        return new Recurrent(graph, parameters, same, GRU_GATES).add(x);
    }

    private String add(String x) {
        // ONNX Runtime wants the time first.
        String sequence = settings.batchFirst() ? transposed(x, 1, 0, 2) : x;
        for (int layer = 0; layer < settings.layers(); layer++) {
            sequence = layer(sequence, layer);
        }
        return settings.batchFirst() ? transposed(sequence, 1, 0, 2) : sequence;
    }

    /** One layer: (time, batch, values) to (time, batch, directions x units). */
    private String layer(String x, int layer) {
        boolean lstm = gates.length == 4;
        List<String> inputs = new java.util.ArrayList<>(
                List.of(x, weights(layer, "i2h", "input"), weights(layer, "h2h", "recurrence")));
        if (settings.bias()) {
            inputs.add(bias(layer));
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("hidden_size", settings.units());
        attributes.put("direction", settings.bidirectional() ? "bidirectional" : "forward");
        if (!lstm) {
            // PyTorch multiplies by the reset gate after the matrix.
            attributes.put("linear_before_reset", 1);
        }
        String y = graph.add(lstm ? "LSTM" : "GRU", inputs, attributes);
        String ordered = transposed(y, 0, 2, 1, 3);
        long width = (long) settings.units() * directions().size();
        String shape = graph.longs("shape", new long[] {0, 0, width}, 3);
        return graph.add("Reshape", List.of(ordered, shape), Map.of());
    }

    private List<String> directions() {
        return settings.bidirectional() ? List.of("l", "r") : List.of("l");
    }

    private String weights(int layer, String gate, String label) {
        String first = "l_" + layer + "_" + gate + "_WEIGHT";
        int columns = (int) parameters.shape(first)[1];
        int rows = gates.length * settings.units();
        float[] all = new float[directions().size() * rows * columns];
        int offset = 0;
        for (String direction : directions()) {
            float[] values = parameters.values(direction + "_" + layer + "_" + gate + "_WEIGHT");
            offset = putGates(values, settings.units() * columns, all, offset);
        }
        return graph.floats(
                parameters.label(label + "_" + layer), all, directions().size(), rows, columns);
    }

    private String bias(int layer) {
        int size = gates.length * settings.units();
        float[] all = new float[directions().size() * 2 * size];
        int offset = 0;
        for (String direction : directions()) {
            for (String gate : List.of("i2h", "h2h")) {
                float[] values = parameters.values(direction + "_" + layer + "_" + gate + "_BIAS");
                offset = putGates(values, settings.units(), all, offset);
            }
        }
        return graph.floats(parameters.label("bias_" + layer), all, directions().size(), 2L * size);
    }

    private int putGates(float[] from, int sizeOfGate, float[] to, int offset) {
        for (int i = 0; i < gates.length; i++) {
            System.arraycopy(from, gates[i] * sizeOfGate, to, offset + i * sizeOfGate, sizeOfGate);
        }
        return offset + gates.length * sizeOfGate;
    }

    private String transposed(String x, long... order) {
        return graph.add("Transpose", List.of(x), Map.of("perm", order));
    }
}
