/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a column from Java objects: those that {@link Cells} gives, and whatever else {@link JavaValues} takes for the
 * type. Values are collected in Java's memory, because Arrow's vectors check each single access. Used by one thread.
 */
public final class ColumnWriter implements AutoCloseable {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final DataType type;
    private final DataType.Kind kind;
    private final BufferAllocator allocator;
    /** Bytes per whole number. */
    private final int width;

    private final GrowingBits present;
    private final GrowingBytes values;
    /** The values of booleans. */
    private final GrowingBits bits;
    /** Where texts, bytes and lists begin. */
    private final GrowingBytes offsets;
    /** The elements of lists, the texts of categories. */
    private final @Nullable ColumnWriter inner;

    private final Map<String, Integer> codes = new HashMap<>();

    /** Begins an empty column. */
    public ColumnWriter(DataType type, BufferAllocator allocator) {
        this.type = type;
        this.kind = type.kind();
        this.allocator = allocator;
        this.width = switch (kind) {
            case INT8, UINT8 -> Byte.BYTES;
            case INT16, UINT16 -> Short.BYTES;
            case INT32, UINT32, DATE -> Integer.BYTES;
            default -> Long.BYTES;
        };
        this.present = new GrowingBits(allocator);
        this.values = new GrowingBytes(allocator);
        this.bits = new GrowingBits(allocator);
        this.offsets = new GrowingBytes(allocator);
        this.inner = switch (kind) {
            case LIST -> new ColumnWriter(type.element(), allocator);
            case CATEGORICAL -> new ColumnWriter(DataType.STRING, allocator);
            default -> null;
        };
        clear();
    }

    private void clear() {
        present.clear();
        values.clear();
        bits.clear();
        codes.clear();
        offsets.clear();
        if (hasOffsets()) {
            offsets.putInt(0);
        }
        if (inner != null) {
            inner.clear();
        }
    }

    private boolean hasOffsets() {
        return kind == DataType.Kind.STRING || kind == DataType.Kind.BINARY || kind == DataType.Kind.LIST;
    }

    /**
     * Adds a value; null is a missing one.
     *
     * @throws IllegalArgumentException when the type cannot hold it exactly, with value and type
     */
    public void add(@Nullable Object value) {
        if (value == null) {
            addMissing();
        } else if (value instanceof String text && type.isText()) {
            addText(text);
        } else {
            set(JavaValues.exact(type, value));
        }
    }

    /** Adds a missing value. */
    public void addMissing() {
        present.add(false);
        switch (kind) {
            case BOOLEAN -> bits.add(false);
            case STRING, BINARY -> offsets.putInt(values.length());
            case LIST -> offsets.putInt(elements().present.count());
            case DECIMAL -> putDecimal(BigDecimal.ZERO);
            case FLOAT32, CATEGORICAL -> values.putInt(0);
            case FLOAT64 -> values.putLong(0);
            default -> putWhole(0);
        }
    }

    /**
     * Adds a whole number without making an object of it.
     *
     * @param range what the type of this column holds
     * @throws IllegalArgumentException when it is not in the range
     */
    public void addWhole(long value, IntegerRange range) {
        if (!range.contains(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a value of type " + type);
        }
        present.add(true);
        putWhole(value);
    }

    /** Adds a number to a float64 or float32 column without making an object of it. */
    public void addNumber(double value) {
        present.add(true);
        if (kind == DataType.Kind.FLOAT32) {
            values.putInt(Float.floatToRawIntBits((float) value));
        } else {
            values.putLong(Double.doubleToRawLongBits(value));
        }
    }

    /**
     * Adds many whole numbers, or the bits of float64 numbers, without a look at what the type holds.
     *
     * @param numbers the numbers, 0 where there is none
     * @param missing by value whether it is not there; null when all are
     * @param count how many values
     */
    public void addAll(long[] numbers, boolean @Nullable [] missing, int count) {
        addPresence(missing, count);
        switch (width) {
            case Long.BYTES -> values.putLongs(numbers, count);
            case Integer.BYTES -> values.putInts(numbers, count);
            default -> {
                for (int i = 0; i < count; i++) {
                    putWhole(numbers[i]);
                }
            }
        }
    }

    /**
     * Adds a time to a timestamp column without making an object of it.
     *
     * @param second seconds since 1970, as UTC or as the clock says
     * @throws IllegalArgumentException when it is finer than microseconds or too far away
     */
    public void addTime(long second, int nano) {
        long micros = micros(second, nano, type);
        present.add(true);
        values.putLong(micros);
    }

    /**
     * What a timestamp column keeps of a time: the microseconds since 1970.
     *
     * @param second seconds since 1970, as UTC or as the clock says
     * @param type the column's type
     * @throws IllegalArgumentException when it is finer than microseconds or too far away
     */
    public static long micros(long second, int nano, DataType type) {
        if (nano % NANOS_PER_MICRO != 0) {
            throw new IllegalArgumentException(
                    "'" + second + " s and " + nano + " ns' is finer than the microseconds of type " + type);
        }
        try {
            return Math.addExact(Math.multiplyExact(second, MICROS_PER_SECOND), nano / NANOS_PER_MICRO);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + second + " s' is not a value of type " + type, e);
        }
    }

    /** Adds a text to a column of texts or categories; null is a missing one. */
    public void addText(@Nullable String text) {
        if (text == null) {
            addMissing();
            return;
        }
        present.add(true);
        if (kind == DataType.Kind.CATEGORICAL) {
            values.putInt(code(text));
            return;
        }
        values.putText(text);
        offsets.putInt(values.length());
    }

    /** Adds many texts to a column of texts or categories, and leaves none of them there. */
    public void addAll(JoinedTexts texts) {
        if (kind == DataType.Kind.CATEGORICAL) {
            for (int i = 0; i < texts.count(); i++) {
                addText(texts.get(i));
            }
            texts.clear();
            return;
        }
        addPresence(texts.missing(), texts.count());
        texts.moveTo(values, offsets);
    }

    private void addPresence(boolean @Nullable [] missing, int count) {
        if (missing == null) {
            present.addOnes(count);
        } else {
            present.addOpposite(missing, count);
        }
    }

    private int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        int code = codes.size();
        codes.put(text, code);
        elements().addText(text);
        return code;
    }

    private ColumnWriter elements() {
        if (inner == null) {
            throw new IllegalStateException(type.text());
        }
        return inner;
    }

    private void set(JavaValues.Exact value) {
        switch (kind) {
            case LIST -> {
                // A bad element leaves those before it behind; who is told of it gives the column up.
                List<?> list = (List<?>) value.object();
                ColumnWriter elements = elements();
                list.forEach(elements::add);
                offsets.putInt(elements.present.count());
            }
            case STRING, CATEGORICAL -> {
                addText(value.text());
                return;
            }
            case BINARY -> {
                values.put((byte[]) value.object());
                offsets.putInt(values.length());
            }
            case BOOLEAN -> bits.add(value.whole() != 0);
            case FLOAT32 -> values.putInt(Float.floatToRawIntBits((float) value.number()));
            case FLOAT64 -> values.putLong(Double.doubleToRawLongBits(value.number()));
            case DECIMAL -> putDecimal(value.decimal());
            default -> putWhole(value.whole());
        }
        present.add(true);
    }

    private void putWhole(long value) {
        switch (width) {
            case Long.BYTES -> values.putLong(value);
            case Integer.BYTES -> values.putInt((int) value);
            case Short.BYTES -> values.putShort((int) value);
            default -> values.putByte((int) value);
        }
    }

    private void putDecimal(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        values.putLong(unscaled.longValue());
        values.putLong(unscaled.shiftRight(Long.SIZE).longValue());
    }

    /** The column so far; this writer begins an empty one. */
    public Chunk finish() {
        VarCharVector dictionary = null;
        if (kind == DataType.Kind.CATEGORICAL) {
            dictionary = (VarCharVector) Vectors.create(DataType.STRING, allocator);
        }
        FieldVector vector = Vectors.create(kind == DataType.Kind.CATEGORICAL ? DataType.INT32 : type, allocator);
        try {
            if (dictionary != null) {
                elements().load(dictionary);
            }
            load(vector);
            clear();
            return new Chunk(type, vector, dictionary);
        } catch (RuntimeException e) {
            vector.close();
            if (dictionary != null) {
                dictionary.close();
            }
            throw e;
        }
    }

    private void load(FieldVector vector) {
        List<ArrowBuf> buffers = new ArrayList<>();
        ArrowFieldNode node = new ArrowFieldNode(present.count(), present.zeros());
        try {
            buffers.add(present.take());
            if (hasOffsets()) {
                buffers.add(offsets.take());
            }
            if (kind != DataType.Kind.LIST) {
                buffers.add(kind == DataType.Kind.BOOLEAN ? bits.take() : values.take());
            }
            vector.loadFieldBuffers(node, buffers);
        } finally {
            // The vector holds them now.
            buffers.forEach(ArrowBuf::close);
        }
        if (vector instanceof ListVector lists) {
            elements().load(lists.getDataVector());
        }
    }

    /** Forgets a column that was not finished. */
    @Override
    public void close() {
        clear();
    }
}
