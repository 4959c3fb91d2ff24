/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ratchet.RatchetException;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes rows of scores of what a graph gives: its outputs of floats and maps side by side, in the graph's order. Whole
 * numbers beside them are labels and left out; alone they are the scores. A classifier of two classes, which gives one
 * label a row (int64 or texts in one dimension, or anything beside maps) and two probabilities, gives the second one.
 *
 * @param chosen the outputs that score
 * @param labelled whether there are labels of a classifier beside one output that scores
 */
public record Scores(List<Port> chosen, boolean labelled) {

    /**
     * Chooses among the outputs.
     *
     * @throws RatchetException when none of them has numbers
     */
    public static Scores of(List<Port> outputs) {
        List<Port> scores = outputs.stream()
                .filter(port -> port.isScore() && port.kind() != Port.Kind.OTHER)
                .toList();
        if (!scores.isEmpty()) {
            return new Scores(scores, scores.size() == 1 && isClassifier(scores.get(0), outputs));
        }
        List<Port> labels = outputs.stream().filter(Scores::isWholeNumbers).toList();
        if (labels.isEmpty()) {
            throw new RatchetException("The ONNX model gives "
                    + outputs.stream().map(Port::toString).collect(Collectors.joining(", "))
                    + ", but scores are numbers: tensors, or a map of probabilities for each row.");
        }
        return new Scores(labels, false);
    }

    /** A classifier gives maps by class beside its labels, or one label a row; two targets of a regression do not count. */
    private static boolean isClassifier(Port score, List<Port> outputs) {
        return outputs.stream()
                .anyMatch(port -> !port.equals(score) && (score.kind() == Port.Kind.MAPS || isLabels(port)));
    }

    private static boolean isLabels(Port port) {
        return port.kind() == Port.Kind.TENSOR
                && port.shape().size() == 1
                && (port.type() == OnnxJavaType.INT64 || port.type() == OnnxJavaType.STRING);
    }

    private static boolean isWholeNumbers(Port port) {
        return port.kind() == Port.Kind.TENSOR
                && switch (port.type()) {
                    case INT8, INT16, INT32, INT64, UINT8, BOOL -> true;
                    default -> false;
                };
    }

    /** Reads the scores of a batch; the result stays the caller's. */
    public float[][] read(OrtSession.Result result, int rows) throws OrtException {
        float[][] scores = new float[rows][0];
        for (Port port : chosen) {
            OnnxValue value = result.get(port.name()).orElseThrow();
            float[][] one = value instanceof OnnxSequence maps ? maps(maps, port, rows) : tensor(value, port, rows);
            for (int row = 0; row < rows; row++) {
                scores[row] = scores[row].length == 0 ? one[row] : joined(scores[row], one[row]);
            }
        }
        if (labelled && rows > 0 && scores[0].length == 2) {
            for (int row = 0; row < rows; row++) {
                scores[row] = new float[] {scores[row][1]};
            }
        }
        return scores;
    }

    private static float[] joined(float[] left, float[] right) {
        float[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static float[][] tensor(OnnxValue value, Port port, int rows) throws OrtException {
        OnnxTensor tensor = (OnnxTensor) value;
        float[] all = floats(tensor);
        long[] shape = tensor.getInfo().getShape();
        boolean perRow = shape.length == 0 ? rows == 1 : shape[0] == rows;
        if (!perRow) {
            throw new RatchetException("The output " + port + " of the ONNX model has the shape "
                    + Arrays.toString(shape) + " for " + rows + " rows; its first size must be the number of rows.");
        }
        float[][] scores = new float[rows][];
        int width = all.length / rows;
        for (int row = 0; row < rows; row++) {
            scores[row] = Arrays.copyOfRange(all, row * width, (row + 1) * width);
        }
        return scores;
    }

    private static float[] floats(OnnxTensor tensor) throws OrtException {
        switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                FloatBuffer buffer = tensor.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return values;
            }
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                return fill(buffer.remaining(), i -> (float) buffer.get(i));
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                return fill(buffer.remaining(), i -> (float) buffer.get(i));
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                return fill(buffer.remaining(), i -> (float) buffer.get(i));
            }
            case INT16 -> {
                ShortBuffer buffer = tensor.getShortBuffer();
                return fill(buffer.remaining(), i -> (float) buffer.get(i));
            }
            default -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                boolean signed = tensor.getInfo().type == OnnxJavaType.INT8;
                return fill(buffer.remaining(), i -> signed ? buffer.get(i) : buffer.get(i) & 0xFF);
            }
        }
    }

    @FunctionalInterface
    private interface At {
        float value(int index);
    }

    private static float[] fill(int length, At at) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = at.value(i);
        }
        return values;
    }

    /** One column for each class, in the order of the classes, as scikit-learn has them. */
    private static float[][] maps(OnnxSequence sequence, Port port, int rows) throws OrtException {
        List<float[]> scores = new ArrayList<>();
        for (OnnxValue value : sequence.getValue()) {
            try (OnnxMap map = (OnnxMap) value) {
                Map<Object, Object> sorted = new TreeMap<>(map.getValue());
                float[] row = new float[sorted.size()];
                int next = 0;
                for (Object score : sorted.values()) {
                    row[next++] = ((Number) score).floatValue();
                }
                scores.add(row);
            }
        }
        if (scores.size() != rows) {
            throw new RatchetException("The output " + port + " of the ONNX model has " + scores.size() + " maps for "
                    + rows + " rows; it must have one for each.");
        }
        return scores.toArray(float[][]::new);
    }
}
