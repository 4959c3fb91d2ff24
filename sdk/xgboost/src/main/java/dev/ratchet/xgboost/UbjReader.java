/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the UBJSON that XGBoost writes as maps, lists, strings, numbers and primitive arrays, and remembers where the
 * text of the base score lies. Used by one thread.
 */
final class UbjReader {

    private static final String BASE_SCORE = "learner/learner_model_param/base_score";
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer in;
    private final Deque<String> path = new ArrayDeque<>();
    private int baseScoreStart = -1;
    private int baseScoreEnd = -1;

    UbjReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * The whole document.
     *
     * @throws IllegalArgumentException when it is not what XGBoost writes
     */
    @Nullable
    Object read() {
        try {
            return value(in.get());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("The model file ends too early or is damaged.", e);
        }
    }

    /** Where the text of the base score begins, with its marker and length; -1 where there is none. */
    int baseScoreStart() {
        return baseScoreStart;
    }

    /** Where the text of the base score ends. */
    int baseScoreEnd() {
        return baseScoreEnd;
    }

    private @Nullable Object value(byte marker) {
        return switch (marker) {
            case '{' -> object();
            case '[' -> array();
            case 'S' -> text();
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

    private String text() {
        int start = in.position() - 1;
        String text = characters(integer(in.get()));
        if (path.size() == 3
                && String.join("/", (Iterable<String>) path::descendingIterator).equals(BASE_SCORE)) {
            baseScoreStart = start;
            baseScoreEnd = in.position();
        }
        return text;
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
        if (path.size() > MAX_DEPTH) {
            throw new IllegalArgumentException("The model file is nested too deeply; it is no model of XGBoost.");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (byte next = in.get(); next != '}'; next = in.get()) {
            String key = characters(integer(next));
            path.push(key);
            map.put(key, value(in.get()));
            path.pop();
        }
        return map;
    }

    private Object array() {
        byte next = in.get();
        if (next == '$') {
            return typed(in.get());
        }
        List<@Nullable Object> list = new ArrayList<>();
        if (next == '#') {
            long count = integer(in.get());
            for (long i = 0; i < count; i++) {
                list.add(value(in.get()));
            }
            return list;
        }
        path.push("[]");
        for (; next != ']'; next = in.get()) {
            list.add(value(next));
        }
        path.pop();
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
