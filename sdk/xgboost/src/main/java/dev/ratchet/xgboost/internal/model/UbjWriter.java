/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes what {@link UbjReader} and {@link JsonModelReader} read as the UBJSON that XGBoost loads. */
final class UbjWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private UbjWriter() {}

    static byte[] write(@Nullable Object root) {
        UbjWriter writer = new UbjWriter();
        writer.value(root);
        return writer.out.toByteArray();
    }

    private void value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            out.write('{');
            map.forEach((key, one) -> {
                characters(String.valueOf(key));
                value(one);
            });
            out.write('}');
        } else if (value instanceof List<?> list) {
            out.write('[');
            out.write('#');
            count(list.size());
            list.forEach(this::value);
        } else if (value instanceof String text) {
            out.write('S');
            characters(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 'T' : 'F');
        } else if (value == null) {
            out.write('Z');
        } else {
            array(value);
        }
    }

    private void number(Number number) {
        if (number instanceof Float value) {
            out.write('d');
            out.writeBytes(ByteBuffer.allocate(Float.BYTES).putFloat(value).array());
        } else if (number instanceof Double value) {
            out.write('D');
            out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        } else {
            count(number.longValue());
        }
    }

    private void array(Object values) {
        if (values instanceof float[] floats) {
            byte[] bytes = new byte[floats.length * Float.BYTES];
            ByteBuffer.wrap(bytes).asFloatBuffer().put(floats);
            typed('d', floats.length, bytes);
        } else if (values instanceof double[] doubles) {
            byte[] bytes = new byte[doubles.length * Double.BYTES];
            ByteBuffer.wrap(bytes).asDoubleBuffer().put(doubles);
            typed('D', doubles.length, bytes);
        } else if (values instanceof int[] ints) {
            byte[] bytes = new byte[ints.length * Integer.BYTES];
            ByteBuffer.wrap(bytes).asIntBuffer().put(ints);
            typed('l', ints.length, bytes);
        } else if (values instanceof long[] longs) {
            byte[] bytes = new byte[longs.length * Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().put(longs);
            typed('L', longs.length, bytes);
        } else if (values instanceof byte[] unsigned) {
            typed('U', unsigned.length, unsigned);
        } else {
            throw new IllegalArgumentException("A " + values.getClass().getSimpleName() + " has no place in a model.");
        }
    }

    private void typed(char type, int length, byte[] bytes) {
        out.write('[');
        out.write('$');
        out.write(type);
        out.write('#');
        count(length);
        out.writeBytes(bytes);
    }

    private void characters(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        out.writeBytes(utf8);
    }

    private void count(long value) {
        out.write('L');
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
