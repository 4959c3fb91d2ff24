/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.BatchReader;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes batches to an Arrow file without compression, which is Feather of version 2 too. */
public final class ArrowWriter {

    private ArrowWriter() {}

    /**
     * Reads the source to its end. The file is complete or not there.
     *
     * @throws RatchetException when the file cannot be written
     */
    public static void write(BatchSource source, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BatchReader reader = BatchReader.byName(source, ArrowMemory.allocator());
                    FileChannel channel = FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    ArrowFileWriter writer = new ArrowFileWriter(reader.getVectorSchemaRoot(), null, channel)) {
                writer.start();
                while (reader.loadNextBatch()) {
                    writer.writeBatch();
                }
                writer.end();
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' cannot be written as Arrow: " + e.getMessage() + ".", e);
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The first error is told; the part is overwritten by the next try.
        }
    }
}
