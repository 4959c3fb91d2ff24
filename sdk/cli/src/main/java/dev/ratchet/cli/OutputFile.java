/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes a file of text, in UTF-8. One that is there stays as it is until the new one is whole. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a file.
     *
     * @param what what is written, as a sentence begins
     * @throws RatchetException when it cannot be written
     */
    static void write(Path file, String what, Consumer<PrintWriter> content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A pipe, or a device such as /dev/stdout: nothing can be put in its place.
                fill(target, content);
                return;
            }
            // A name of its own, because another process may write the same file.
            Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
            Interruption interruption = Interruption.does(() -> part.toFile().delete());
            try {
                fill(part, content);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                interruption.over();
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new RatchetException(
                    what + " cannot be written to '" + file + "' (" + e
                            + "). Give a file in a directory that is there.",
                    e);
        }
    }

    private static void fill(Path file, Consumer<PrintWriter> content) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            content.accept(out);
            if (out.checkError()) {
                throw new IOException("the disk may be full");
            }
        }
    }
}
