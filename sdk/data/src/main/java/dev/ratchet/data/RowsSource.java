/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Copies rows that lie in Java's memory. */
final class RowsSource implements BatchSource {

    private final ModelInput rows;
    private final TableSchema schema;
    private int first;

    RowsSource(ModelInput rows) {
        this.rows = rows;
        this.schema = new TableSchema(rows.columns().stream()
                .map(column -> new TableSchema.Field(column.name(), type(column)))
                .toList());
    }

    private static DataType type(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> DataType.BOOLEAN;
            case INTEGER -> DataType.INT32;
            case LONG -> DataType.INT64;
            case FLOAT -> DataType.FLOAT32;
            case DOUBLE -> DataType.FLOAT64;
            case STRING -> DataType.STRING;
            case BINARY, DATETIME ->
                throw new RatchetException("Column '" + column.name() + "' is of type "
                        + column.type().mlflowName() + ", which is not copied: numbers, booleans and texts are.");
        };
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        if (first >= rows.rowCount()) {
            return null;
        }
        int end = Math.min(rows.rowCount(), first + BATCH_ROWS);
        List<Chunk> chunks = new ArrayList<>();
        try {
            for (int column = 0; column < schema.size(); column++) {
                chunks.add(copy(column, end));
            }
        } catch (RuntimeException e) {
            chunks.forEach(Chunk::release);
            throw e;
        }
        Batch batch = new Batch(end - first, chunks);
        first = end;
        return batch;
    }

    private Chunk copy(int column, int end) {
        ColumnType type = rows.columns().get(column).type();
        try (ColumnWriter writer = new ColumnWriter(schema.type(column), ArrowMemory.allocator())) {
            for (int row = first; row < end; row++) {
                switch (type) {
                    case FLOAT, DOUBLE -> writer.addNumber(rows.number(row, column));
                    case STRING -> writer.addText(rows.text(row, column));
                    default -> writer.add(whole(type, rows.number(row, column)));
                }
            }
            return writer.finish();
        } catch (IllegalArgumentException e) {
            throw new RatchetException(
                    "Column '" + rows.columns().get(column).name() + "' cannot be copied: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object whole(ColumnType type, double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        return type == ColumnType.BOOLEAN ? (Object) (value != 0) : (Object) (long) value;
    }

    @Override
    public void close() {}
}
