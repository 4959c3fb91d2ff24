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

    private final RandomAccessFile file;
    private final Buffer buffer = new Buffer();
    private long length;

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
                file.setLength(length);
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

    /** Writes one frame; after an {@link IOException} the file ends where it ended before. */
    void append(Consumer<Buffer> payload) throws IOException {
        buffer.reset(0);
        buffer.putByte(Frames.MARK_1);
        buffer.putByte(Frames.MARK_2);
        buffer.reset(Frames.FRAME_LENGTH);
        payload.accept(buffer);
        int size = buffer.position() - Frames.FRAME_LENGTH;
        buffer.putIntAt(2, size);
        buffer.putIntAt(6, Frames.checksum(buffer.bytes(), Frames.FRAME_LENGTH, size));
        try {
            file.write(buffer.bytes(), 0, buffer.position());
            length += buffer.position();
        } catch (IOException e) {
            file.setLength(length);
            file.seek(length);
            throw e;
        }
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
