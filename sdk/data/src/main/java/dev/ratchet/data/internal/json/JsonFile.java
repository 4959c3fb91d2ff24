/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.json;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.JsonOptions;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.BatchWriter;
import dev.ratchet.data.internal.duckdb.FileContent;
import dev.ratchet.data.internal.values.FoundTypes;
import dev.ratchet.data.internal.values.LooseValues;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of JSON objects as batches; read twice where columns or types are not declared. */
public final class JsonFile implements BatchSource {

    private final TableSchema schema;
    private final Map<String, Integer> positions = new HashMap<>();
    private final JsonRows rows;

    private JsonFile(Path file, TableSchema schema) {
        this.schema = schema;
        for (int i = 0; i < schema.size(); i++) {
            positions.put(schema.fields().get(i).name(), i);
        }
        this.rows = new JsonRows(file, name -> {
            Integer column = positions.get(name);
            return column != null && schema.type(column).kind() == DataType.Kind.LIST;
        });
    }

    /**
     * Finds the columns and types that are not declared.
     *
     * @throws RatchetException when the file cannot be read
     */
    public static BatchSource open(Path file, JsonOptions options) {
        ArrowMemory.allocator();
        FileContent.require(file);
        return new JsonFile(file, schema(file, options));
    }

    private static TableSchema schema(Path file, JsonOptions options) {
        Map<String, DataType> found = new LinkedHashMap<>();
        options.schema()
                .ifPresentOrElse(
                        schema -> schema.fields().forEach(field -> found.put(field.name(), field.type())),
                        () -> found.putAll(infer(file, options)));
        options.types().forEach((name, type) -> {
            if (found.replace(name, type) == null) {
                throw new RatchetException("'" + file + "' has no column '" + name + "', for which type " + type
                        + " is declared. Its columns are " + found.keySet() + ".");
            }
        });
        if (found.isEmpty()) {
            throw new RatchetException(
                    "'" + file + "' has no rows, or only empty ones, so it has no columns. Declare them by"
                            + " JsonOptions.builder().schema(...).");
        }
        TableSchema.Builder schema = TableSchema.builder();
        found.forEach(schema::column);
        TableSchema built = schema.build();
        FoundTypes.report(
                file,
                built.fields().stream()
                        .filter(field ->
                                options.schema().isEmpty() && !options.types().containsKey(field.name()))
                        .toList());
        return built;
    }

    private static Map<String, DataType> infer(Path file, JsonOptions options) {
        Map<String, JsonTypes> types = new LinkedHashMap<>();
        try (JsonRows rows = new JsonRows(file, name -> false)) {
            for (Map<String, Object> row = rows.next(); row != null; row = rows.next()) {
                row.forEach((name, value) ->
                        types.computeIfAbsent(name, unused -> new JsonTypes()).see(value));
                if (rows.row() == options.inferenceRows()) {
                    break;
                }
            }
        }
        Map<String, DataType> found = new LinkedHashMap<>();
        types.forEach((name, type) -> found.put(name, type.found()));
        return found;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        try (BatchWriter writer = new BatchWriter(schema)) {
            int count = 0;
            while (count < BATCH_ROWS) {
                Map<String, Object> row = rows.next();
                if (row == null) {
                    break;
                }
                write(row, writer);
                count++;
            }
            return writer.finish(count);
        }
    }

    private void write(Map<String, Object> row, BatchWriter writer) {
        for (String name : row.keySet()) {
            if (!positions.containsKey(name)) {
                throw new RatchetException(rows.place() + ": here is a value '" + name + "', but the columns are "
                        + schema.names() + ". Declare all columns, or look at more rows to find them, by"
                        + " JsonOptions.builder().inferenceRows(-1).");
            }
        }
        for (int i = 0; i < writer.size(); i++) {
            TableSchema.Field field = schema.fields().get(i);
            Object value = row.get(field.name());
            try {
                writer.column(i).add(value == null ? null : convert(field.type(), value));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new RatchetException(
                        rows.place() + ", column '" + field.name() + "': " + e.getMessage()
                                + ". Declare a type that holds all values of the column by"
                                + " JsonOptions.builder().type(\"" + field.name() + "\", ...).",
                        e);
            }
        }
    }

    private static Object convert(DataType type, Object value) {
        if (value instanceof JsonRows.Literal number) {
            // 3.0 is a whole number.
            return type.isInteger() && !number.whole()
                    ? new BigDecimal(number.text())
                    : LooseValues.convert(type, number.text());
        } else if (value instanceof JsonRows.Nested nested) {
            if (!type.isText()) {
                throw new IllegalArgumentException("an array or object is not a value of type " + type);
            }
            return nested.json();
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(item == null ? null : convert(type.element(), item));
            }
            return items;
        }
        return LooseValues.convert(type, value);
    }

    @Override
    public void close() {
        rows.close();
    }
}
