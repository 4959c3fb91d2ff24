/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the entries of one writer's file. Not thread-safe. */
public final class JournalReader implements Closeable {

    private final FrameReader frames;

    /**
     * Opens a file.
     *
     * @param offset 0, or a {@link #position()} of before
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws dev.ratchet.RatchetException when the file is of a newer format
     */
    public JournalReader(Path path, long offset) throws IOException {
        this.frames = new FrameReader(path, offset);
    }

    /**
     * How long a journal is now, without reading its entries.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    public static long length(Path path) throws IOException {
        return JournalBytes.length(path);
    }

    /** The next entry of a kind that is known, or null where there is none (yet). */
    public @Nullable Entry next() throws IOException {
        for (Buffer payload = frames.next(); payload != null; payload = frames.next()) {
            try {
                Entry entry = EntryCodec.decode(payload);
                if (entry != null) {
                    return entry;
                }
            } catch (IllegalArgumentException e) {
                frames.damaged("the record that ends at byte " + frames.position() + " cannot be understood ("
                        + e.getMessage() + ")");
            }
        }
        return null;
    }

    /** Where the last entry ended. */
    public long position() {
        return frames.position();
    }

    /** The bytes behind the last entry that are no entry: torn, or being written. */
    public long tail() throws IOException {
        return frames.tail();
    }

    /** What is damaged, in words. */
    public List<String> damages() {
        return List.copyOf(frames.damages());
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
