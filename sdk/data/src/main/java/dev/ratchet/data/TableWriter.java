/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.duckdb.ParquetWriter;
import dev.ratchet.data.internal.ipc.ArrowWriter;
import dev.ratchet.data.internal.source.Unfinished;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files of rows. One that is there stays as it was until the new one is whole. */
final class TableWriter {

    private TableWriter() {}

    /** Writes a source to its end, in the format that the file's name tells. */
    static void write(BatchSource source, String name, Path target) {
        FileFormat format = FileFormat.of(target);
        if (format == FileFormat.JSON) {
            throw new RatchetException("'" + target
                    + "' is not written: JSON is read only. Give a name that ends with .csv, .parquet or .arrow.");
        }
        Path hidden = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try (Unfinished part = new Unfinished(hidden)) {
            write(source, name, format, part.path(), target);
            Files.move(part.path(), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RatchetException("'" + target + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(BatchSource source, String name, FileFormat format, Path part, Path target) {
        try {
            switch (format) {
                case CSV -> CsvWriter.write(source, name, part, FileNames.Written.of(target));
                case ARROW -> ArrowWriter.write(source, part);
                case PARQUET, JSON -> ParquetWriter.write(source, part);
            }
        } catch (RatchetException e) {
            throw new RatchetException(
                    String.valueOf(e.getMessage()).replace(part.toString(), target.toString()), e.getCause());
        }
    }
}
