/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An input of a graph and the columns that fill its rows.
 *
 * @param port the input
 * @param positions the positions of the columns, -1 for one that is missing in every row
 * @param sizes the shape; its first size stands for the number of rows
 */
record Feed(Port port, int[] positions, List<Long> sizes) {

    /** The types of elements that can be filled. */
    static final Set<OnnxJavaType> TYPES = EnumSet.of(
            OnnxJavaType.FLOAT,
            OnnxJavaType.DOUBLE,
            OnnxJavaType.INT64,
            OnnxJavaType.INT32,
            OnnxJavaType.BOOL,
            OnnxJavaType.STRING);

    /** A tensor of the rows from one to before another. */
    OnnxTensor tensor(OrtEnvironment environment, ModelInput input, int from, int to) throws OrtException {
        long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
        int rows = to - from;
        shape[0] = rows;
        int width = positions.length;
        int length = rows * width;
        switch (port.type()) {
            case FLOAT -> {
                float[] values = new float[length];
                each(width, length, from, (at, row, column) -> values[at] = (float) number(input, row, column));
                return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
            }
            case DOUBLE -> {
                double[] values = new double[length];
                each(width, length, from, (at, row, column) -> values[at] = number(input, row, column));
                return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
            }
            case INT64 -> {
                long[] values = new long[length];
                each(width, length, from, (at, row, column) -> values[at] = whole(input, row, column));
                return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
            }
            case INT32 -> {
                int[] values = new int[length];
                each(width, length, from, (at, row, column) -> values[at] = small(input, row, column));
                return OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape);
            }
            case BOOL -> {
                ByteBuffer values = ByteBuffer.allocateDirect(length);
                each(
                        width,
                        length,
                        from,
                        (at, row, column) -> values.put(at, (byte) (whole(input, row, column) == 0 ? 0 : 1)));
                return OnnxTensor.createTensor(environment, values, shape, OnnxJavaType.BOOL);
            }
            default -> {
                String[] values = new String[length];
                each(width, length, from, (at, row, column) -> values[at] = text(input, row, column));
                return OnnxTensor.createTensor(environment, values, shape);
            }
        }
    }

    @FunctionalInterface
    private interface Setter {
        void set(int at, int row, int column);
    }

    private void each(int width, int length, int from, Setter setter) {
        for (int at = 0; at < length; at++) {
            setter.set(at, from + at / width, positions[at % width]);
        }
    }

    private static double number(ModelInput input, int row, int column) {
        return column < 0 ? Double.NaN : input.number(row, column);
    }

    private long whole(ModelInput input, int row, int column) {
        double value = number(input, row, column);
        if (Double.isNaN(value)) {
            throw unfit(input, row, column, "is missing");
        }
        Column known = input.columns().get(column);
        // A double is too small for some 64-bit numbers.
        if (known.type() == ColumnType.LONG && Math.abs(value) >= 1L << 53) {
            return Long.parseLong(String.valueOf(input.text(row, column)));
        }
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            throw unfit(input, row, column, "is " + value);
        }
        return (long) value;
    }

    private int small(ModelInput input, int row, int column) {
        long value = whole(input, row, column);
        if (value != (int) value) {
            throw unfit(input, row, column, "is " + value);
        }
        return (int) value;
    }

    private static String text(ModelInput input, int row, int column) {
        String text = column < 0 ? null : input.text(row, column);
        // A missing text is empty, as ONNX has no other.
        return text == null ? "" : text;
    }

    private RatchetException unfit(ModelInput input, int row, int column, String what) {
        String name = column < 0 ? port.name() : input.columns().get(column).name();
        return new RatchetException("Column '" + name + "' " + what + " in row " + row + ", but the input " + port
                + " of the ONNX model takes whole numbers only.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Feed feed
                && feed.port.equals(port)
                && Arrays.equals(feed.positions, positions)
                && feed.sizes.equals(sizes);
    }

    @Override
    public int hashCode() {
        return port.hashCode();
    }

    @Override
    public String toString() {
        return port + " from " + Arrays.toString(positions);
    }
}
