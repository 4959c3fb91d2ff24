/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Cells;
import dev.ratchet.data.internal.arrow.Chunk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes CSV that {@link Tables#csv(Path)} reads back: missing values are nothing, empty texts {@code ""}. */
final class CsvWriter {

    private static final int BUFFER = 1 << 16;

    private final Writer out;
    private final char delimiter;

    private CsvWriter(Writer out, char delimiter) {
        this.out = out;
        this.delimiter = delimiter;
    }

    /** Reads the source to its end; packs where the file's name says so. */
    static void write(BatchSource source, String name, Path file, FileNames.Written as) {
        for (TableSchema.Field field : source.schema().fields()) {
            DataType.Kind kind = field.type().kind();
            if (kind == DataType.Kind.LIST || kind == DataType.Kind.BINARY) {
                throw new RatchetException("Column '" + field.name() + "' of table '" + name + "' is " + field.type()
                        + ", which CSV cannot hold. Drop it, or write Parquet.");
            }
        }
        try (Writer out = open(file, as.packed())) {
            new CsvWriter(out, as.delimiter()).write(source);
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private static Writer open(Path file, boolean packed) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        try {
            OutputStream all = packed ? new GZIPOutputStream(bytes, BUFFER) : bytes;
            return new BufferedWriter(new OutputStreamWriter(all, StandardCharsets.UTF_8), BUFFER);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void write(BatchSource source) throws IOException {
        List<String> names = source.schema().names();
        for (int column = 0; column < names.size(); column++) {
            separate(column);
            text(names.get(column));
        }
        out.write('\n');
        for (Batch next = source.next(); next != null; next = source.next()) {
            try (Batch batch = next) {
                List<Cells> columns = batch.columns().stream().map(Chunk::cells).toList();
                for (int row = 0; row < batch.rows(); row++) {
                    row(columns, row);
                }
            }
        }
    }

    private void row(List<Cells> columns, int row) throws IOException {
        for (int column = 0; column < columns.size(); column++) {
            separate(column);
            Cells cells = columns.get(column);
            if (!cells.isMissing(row)) {
                text(CellText.of(cells.values().apply(row)));
            }
        }
        out.write('\n');
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(delimiter);
        }
    }

    private void text(String value) throws IOException {
        boolean plain = !value.isEmpty();
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != delimiter && c != '"' && c != '\n' && c != '\r';
        }
        out.write(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }
}
