/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a column from Java objects: those that {@link Cells} gives, and whatever else {@link JavaValues} takes for the
 * type. Used by one thread.
 */
public final class ColumnWriter implements AutoCloseable {

    private final DataType type;
    private final FieldVector vector;
    private final @Nullable VarCharVector dictionary;
    private boolean finished;
    private final Map<String, Integer> codes = new HashMap<>();
    private int rows;

    /** Begins an empty column. */
    public ColumnWriter(DataType type, BufferAllocator allocator) {
        this.type = type;
        boolean categorical = type.kind() == DataType.Kind.CATEGORICAL;
        this.vector = Vectors.create(categorical ? DataType.INT32 : type, allocator);
        this.dictionary = categorical ? (VarCharVector) Vectors.create(DataType.STRING, allocator) : null;
    }

    /**
     * Adds a value; null is a missing one.
     *
     * @throws IllegalArgumentException when the type cannot hold it exactly, with value and type
     */
    public void add(@Nullable Object value) {
        if (value == null) {
            addMissing();
        } else if (dictionary != null) {
            addText(String.valueOf(value), dictionary);
        } else {
            set(type, vector, rows++, JavaValues.exact(type, value));
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
        switch (type.kind()) {
            case INT32 -> ((IntVector) vector).setSafe(rows++, (int) value);
            case INT64 -> ((BigIntVector) vector).setSafe(rows++, value);
            default -> setFixed(type, vector, rows++, new JavaValues.Exact(value));
        }
    }

    /** Adds a number to a float64 or float32 column without making an object of it. */
    public void addNumber(double value) {
        if (vector instanceof Float8Vector numbers) {
            numbers.setSafe(rows++, value);
        } else {
            ((Float4Vector) vector).setSafe(rows++, (float) value);
        }
    }

    private void addMissing() {
        vector.setValueCount(rows + 1);
        vector.setNull(rows++);
    }

    private void addText(String text, VarCharVector texts) {
        Integer code = codes.get(text);
        if (code == null) {
            code = codes.size();
            codes.put(text, code);
            texts.setSafe(code, text.getBytes(StandardCharsets.UTF_8));
        }
        ((IntVector) vector).setSafe(rows++, code);
    }

    /** The column; this writer is used up. */
    public Chunk finish() {
        vector.setValueCount(rows);
        if (dictionary != null) {
            dictionary.setValueCount(codes.size());
        }
        finished = true;
        return new Chunk(type, vector, dictionary);
    }

    /** Frees the memory of a column that was not finished. */
    @Override
    public void close() {
        if (finished) {
            return;
        }
        vector.close();
        if (dictionary != null) {
            dictionary.close();
        }
    }

    private static void set(DataType type, FieldVector vector, int row, JavaValues.Exact value) {
        if (vector instanceof BaseFixedWidthVector) {
            setFixed(type, vector, row, value);
        } else if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, value.text().getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(row, (byte[]) value.object());
        } else if (vector instanceof ListVector lists) {
            setList(type, lists, row, (List<?>) value.object());
        }
    }

    private static void setFixed(DataType type, FieldVector vector, int row, JavaValues.Exact value) {
        switch (type.kind()) {
            case BOOLEAN -> ((BitVector) vector).setSafe(row, (int) value.whole());
            case INT8 -> ((TinyIntVector) vector).setSafe(row, (byte) value.whole());
            case INT16 -> ((SmallIntVector) vector).setSafe(row, (short) value.whole());
            case INT32 -> ((IntVector) vector).setSafe(row, (int) value.whole());
            case INT64 -> ((BigIntVector) vector).setSafe(row, value.whole());
            case UINT8 -> ((UInt1Vector) vector).setSafe(row, (byte) value.whole());
            case UINT16 -> ((UInt2Vector) vector).setSafe(row, (char) value.whole());
            case UINT32 -> ((UInt4Vector) vector).setSafe(row, (int) value.whole());
            case UINT64 -> ((UInt8Vector) vector).setSafe(row, value.whole());
            case FLOAT32 -> ((Float4Vector) vector).setSafe(row, (float) value.number());
            case FLOAT64 -> ((Float8Vector) vector).setSafe(row, value.number());
            case DECIMAL -> ((DecimalVector) vector).setSafe(row, value.decimal());
            case DATE -> ((DateDayVector) vector).setSafe(row, (int) value.whole());
            case TIME -> ((TimeMicroVector) vector).setSafe(row, value.whole());
            case TIMESTAMP, TIMESTAMP_UTC -> ((TimeStampVector) vector).setSafe(row, value.whole());
            default -> throw new IllegalArgumentException(type.text());
        }
    }

    private static void setList(DataType type, ListVector lists, int row, List<?> values) {
        int at = lists.startNewValue(row);
        FieldVector elements = lists.getDataVector();
        for (Object value : values) {
            if (value == null) {
                elements.setValueCount(at + 1);
                elements.setNull(at);
            } else {
                set(type.element(), elements, at, JavaValues.exact(type.element(), value));
            }
            at++;
        }
        elements.setValueCount(at);
        lists.endValue(row, values.size());
    }
}
