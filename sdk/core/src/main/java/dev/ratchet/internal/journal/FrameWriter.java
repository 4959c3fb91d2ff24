/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Appends frames to a file, each by one write. A {@link RandomAccessFile} because an interrupt of the logging thread
 * must not close it, as it would close a channel. Not thread-safe.
 */
final class FrameWriter implements Closeable {

    private static final int LARGEST_KEPT_BUFFER = 1 << 20;

    private final RandomAccessFile file;
    private Buffer buffer = new Buffer();
    private long length;
    /** Whether a part of a frame may lie behind the end, which could not be cut at once. */
    private boolean torn;

    /** Opens a file that has one writer: new, or its own from before, whose torn tail is cut. */
    FrameWriter(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            this.length = file.length();
            if (length < Frames.HEADER_LENGTH) {
                file.setLength(0);
                file.write(Frames.header());
                length = Frames.HEADER_LENGTH;
            } else {
                length = FrameReader.endOfLastFrame(path);
                // A file that is whole stays untouched: its time says when something was last written.
                if (file.length() != length) {
                    file.setLength(length);
                }
                file.seek(length);
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    long length() {
        return length;
    }

    /** Writes one frame; after an {@link IOException} the next one goes where this one should have gone. */
    void append(Consumer<Buffer> payload) throws IOException {
        cutTorn();
        buffer.reset(0);
        buffer.putByte(Frames.MARK_1);
        buffer.putByte(Frames.MARK_2);
        buffer.reset(Frames.FRAME_LENGTH);
        payload.accept(buffer);
        int size = buffer.position() - Frames.FRAME_LENGTH;
        buffer.putIntAt(2, size);
        buffer.putIntAt(6, Frames.checksum(buffer.bytes(), Frames.FRAME_LENGTH, size));
        if (size > Frames.MAX_PAYLOAD) {
            throw new IOException(
                    "a record of " + size + " bytes, of which at most " + Frames.MAX_PAYLOAD + " are read");
        }
        torn = true;
        file.write(buffer.bytes(), 0, buffer.position());
        torn = false;
        length += buffer.position();
        if (buffer.bytes().length > LARGEST_KEPT_BUFFER) {
            buffer = new Buffer();
        }
    }

    private void cutTorn() throws IOException {
        if (torn) {
            file.setLength(length);
            file.seek(length);
            torn = false;
        }
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            cutTorn();
        }
    }
}
