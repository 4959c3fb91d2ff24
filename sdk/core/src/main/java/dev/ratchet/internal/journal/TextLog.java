/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of text in the same frames as a journal: each is there whole or not at all. One writer. Thread-safe. */
public final class TextLog implements Closeable {

    private final FrameWriter frames;

    /** Opens a log to append to; it is made where there is none. */
    public TextLog(Path path) throws IOException {
        this.frames = new FrameWriter(path);
    }

    /** Appends a line. */
    public synchronized void append(String line) throws IOException {
        frames.append(out -> out.putText(line));
    }

    /** Forces what was appended to the disk. */
    public synchronized void force() throws IOException {
        frames.force();
    }

    @Override
    public synchronized void close() throws IOException {
        frames.close();
    }

    /** All lines of a log; none where there is no log. */
    public static List<String> read(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        if (!Files.exists(path)) {
            return lines;
        }
        try (FrameReader reader = new FrameReader(path, 0)) {
            for (Buffer frame = reader.next(); frame != null; frame = reader.next()) {
                lines.add(frame.getText());
            }
        }
        return lines;
    }
}
