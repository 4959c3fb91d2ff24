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

/** A normalisation in arrays, which are empty where there is none. */
final class Affine {

    private final float[] mean;
    private final float[] std;

    private Affine(List<Float> mean, List<Float> std) {
        this.mean = array(mean);
        this.std = array(std);
    }

    static Affine of(DjlModel model) {
        Normalization given = model.normalization().orElse(null);
        return given == null ? new Affine(List.of(), List.of()) : new Affine(given.mean(), given.std());
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    String add(OnnxGraph graph, String x) {
        if (mean.length == 0) {
            return x;
        }
        String centered = graph.add("Sub", List.of(x, graph.floats("mean", mean, mean.length)), Map.of());
        return graph.add("Div", List.of(centered, graph.floats("std", std, std.length)), Map.of());
    }

    float apply(float value, int column) {
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : (value - mean[at]) / std[at];
    }

    float undo(float value, int column) {
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : value * std[at] + mean[at];
    }
}
