/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes CSV that {@link Tables#csv(Path)} reads back: missing values are nothing, empty texts {@code ""}. */
final class CsvWriter {

    private CsvWriter() {}

    static void write(Table table, Path file) {
        for (TableSchema.Field field : table.schema().fields()) {
            DataType.Kind kind = field.type().kind();
            if (kind == DataType.Kind.LIST || kind == DataType.Kind.BINARY) {
                throw new RatchetException("Column '" + field.name() + "' of table '" + table.name() + "' is "
                        + field.type() + ", which CSV cannot hold. Drop it, or write Parquet.");
            }
        }
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int column = 0; column < table.schema().size(); column++) {
                out.write(column == 0 ? "" : ",");
                text(table.schema().fields().get(column).name(), out);
            }
            out.write('\n');
            for (int row = 0; row < table.rowCount(); row++) {
                row(table, row, out);
            }
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private static void row(Table table, int row, Writer out) throws IOException {
        for (int column = 0; column < table.schema().size(); column++) {
            out.write(column == 0 ? "" : ",");
            String value = table.text(row, column);
            if (value != null) {
                text(value, out);
            }
        }
        out.write('\n');
    }

    private static void text(String value, Writer out) throws IOException {
        boolean plain = !value.isEmpty();
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        out.write(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }
}
