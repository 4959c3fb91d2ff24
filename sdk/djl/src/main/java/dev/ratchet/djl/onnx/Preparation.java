/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.Normalization;
import dev.ratchet.onnx.OnnxGraph;

import java.util.List;
import java.util.Map;

/** What is done to values before the block gets them: what is missing is filled, then all are normalised. */
final class Preparation {

    /** Empty where there is no normalisation. */
    private final float[] mean;

    private final float[] std;
    /** NaN where nothing stands in for missing values. */
    private final float missing;

    private Preparation(List<Float> mean, List<Float> std, float missing) {
        this.mean = array(mean);
        this.std = array(std);
        this.missing = missing;
    }

    static Preparation of(DjlModel model) {
        Normalization given = model.normalization().orElse(null);
        return given == null
                ? new Preparation(List.of(), List.of(), model.missing())
                : new Preparation(given.mean(), given.std(), model.missing());
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    boolean fills() {
        return !Float.isNaN(missing);
    }

    String add(OnnxGraph graph, String x) {
        String filled = fills() ? filled(graph, x) : x;
        if (mean.length == 0) {
            return filled;
        }
        String centered = graph.add("Sub", List.of(filled, graph.floats("mean", mean, mean.length)), Map.of());
        return graph.add("Div", List.of(centered, graph.floats("std", std, std.length)), Map.of());
    }

    private String filled(OnnxGraph graph, String x) {
        String gaps = graph.add("IsNaN", List.of(x), Map.of());
        return graph.add("Where", List.of(gaps, graph.floats("missing", new float[] {missing}, 1), x), Map.of());
    }

    float apply(float given, int column) {
        float value = Float.isNaN(given) ? missing : given;
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : (value - mean[at]) / std[at];
    }

    float undo(float value, int column) {
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : value * std[at] + mean[at];
    }
}
