/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the UBJSON that XGBoost writes as maps, lists, strings, numbers and primitive arrays, all of which may be changed.
 * Used by one thread.
 */
public final class UbjReader {

    private static final int MAX_DEPTH = 64;

    private final ByteBuffer in;
    private int depth;

    public UbjReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * The whole document.
     *
     * @throws IllegalArgumentException when it is not what XGBoost writes
     */
    public @Nullable Object read() {
        try {
            return value(in.get());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("The model file ends too early or is damaged.", e);
        }
    }

    private @Nullable Object value(byte marker) {
        return switch (marker) {
            case '{' -> object();
            case '[' -> array();
            case 'S' -> characters(integer(in.get()));
            case 'C' -> String.valueOf((char) in.get());
            case 'd' -> in.getFloat();
            case 'D' -> in.getDouble();
            case 'T' -> true;
            case 'F' -> false;
            case 'Z', 'N' -> null;
            default -> integer(marker);
        };
    }

    private long integer(byte marker) {
        return switch (marker) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 0xFF;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default ->
                throw new IllegalArgumentException("The model file has an unknown mark '" + (char) marker + "' at byte "
                        + (in.position() - 1) + "; it is no UBJSON model of XGBoost.");
        };
    }

    private String characters(long length) {
        byte[] utf8 = new byte[size(length, 1)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private int size(long count, int width) {
        if (count < 0 || count * width > in.remaining()) {
            throw new IllegalArgumentException("The model file ends too early or is damaged.");
        }
        return (int) count;
    }

    private Map<String, @Nullable Object> object() {
        deeper();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (byte next = in.get(); next != '}'; next = in.get()) {
            String key = characters(integer(next));
            map.put(key, value(in.get()));
        }
        depth--;
        return map;
    }

    private void deeper() {
        if (depth++ > MAX_DEPTH) {
            throw new IllegalArgumentException("The model file is nested too deeply; it is no model of XGBoost.");
        }
    }

    private Object array() {
        byte next = in.get();
        if (next == '$') {
            return typed(in.get());
        }
        deeper();
        List<@Nullable Object> list = new ArrayList<>();
        if (next == '#') {
            long count = integer(in.get());
            for (long i = 0; i < count; i++) {
                list.add(value(in.get()));
            }
        } else {
            for (; next != ']'; next = in.get()) {
                list.add(value(next));
            }
        }
        depth--;
        return list;
    }

    private Object typed(byte type) {
        if (in.get() != '#') {
            throw new IllegalArgumentException("The model file has an array without a length.");
        }
        long count = integer(in.get());
        return switch (type) {
            case 'd' -> {
                float[] values = new float[size(count, Float.BYTES)];
                in.asFloatBuffer().get(values);
                in.position(in.position() + values.length * Float.BYTES);
                yield values;
            }
            case 'l' -> {
                int[] values = new int[size(count, Integer.BYTES)];
                in.asIntBuffer().get(values);
                in.position(in.position() + values.length * Integer.BYTES);
                yield values;
            }
            case 'D' -> {
                double[] values = new double[size(count, Double.BYTES)];
                in.asDoubleBuffer().get(values);
                in.position(in.position() + values.length * Double.BYTES);
                yield values;
            }
            case 'U', 'i' -> {
                byte[] values = new byte[size(count, 1)];
                in.get(values);
                yield values;
            }
            default -> {
                long[] values = new long[size(count, 1)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = integer(type);
                }
                yield values;
            }
        };
    }
}
