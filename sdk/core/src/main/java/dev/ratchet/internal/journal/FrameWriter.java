/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Appends frames to a file, each by one write, or many that come often by one write of them all. A
 * {@link RandomAccessFile} because an interrupt of the logging thread must not close it, as it would close a channel. Not
 * thread-safe.
 */
final class FrameWriter implements Closeable {

    private static final int LARGEST_KEPT_BUFFER = 1 << 20;
    /** Fewer frames are not worth a file of their own. */
    private static final int WORTH_MAPPING = 16;

    private final Path path;
    private final RandomAccessFile file;
    private Buffer buffer = new Buffer();
    /** The length of the file. */
    private long written;

    private int often;
    private @Nullable RecentRecords recent;
    /** Whether a part of a frame may lie behind the end, which could not be cut at once. */
    private boolean torn;

    /** Opens a file that has one writer: new, or a log of its own from before, whose torn tail is cut. */
    FrameWriter(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            this.written = file.length();
            if (written < Frames.HEADER_LENGTH) {
                file.setLength(0);
                file.write(Frames.header());
                written = Frames.HEADER_LENGTH;
            } else {
                written = FrameReader.endOfLastFrame(path);
                // A file that is whole stays untouched: its time says when something was last written.
                if (file.length() != written) {
                    file.setLength(written);
                }
                file.seek(written);
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    long length() {
        return written + (recent == null ? 0 : recent.used());
    }

    /** Writes one frame; after an {@link IOException} the next one goes where this one should have gone. */
    void append(Consumer<Buffer> payload) throws IOException {
        encode(payload);
        writeRecent();
        write(buffer.bytes(), buffer.position());
        if (buffer.bytes().length > LARGEST_KEPT_BUFFER) {
            buffer = new Buffer();
        }
    }

    /** Keeps one frame of a kind that comes often, where possible without a system call. */
    void appendOften(Consumer<Buffer> payload) throws IOException {
        if (often < WORTH_MAPPING) {
            often++;
            append(payload);
            recent = often < WORTH_MAPPING ? null : RecentRecords.tryOpen(path, written);
        } else if (recent == null) {
            append(payload);
        } else {
            encode(payload);
            keep(recent);
        }
    }

    private void keep(RecentRecords kept) throws IOException {
        // Torn bytes in the file would stand before what is kept.
        cutTorn();
        if (kept.put(buffer.bytes(), buffer.position())) {
            return;
        }
        writeRecent();
        if (kept.isBroken()) {
            kept.delete();
            recent = null;
        }
        if (kept.isBroken() || !kept.put(buffer.bytes(), buffer.position())) {
            write(buffer.bytes(), buffer.position());
        }
    }

    private void encode(Consumer<Buffer> payload) throws IOException {
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
    }

    private void writeRecent() throws IOException {
        if (recent != null && recent.used() > 0) {
            write(recent.bytes(), recent.used());
        }
    }

    private void write(byte[] bytes, int count) throws IOException {
        cutTorn();
        torn = true;
        try {
            file.write(bytes, 0, count);
        } catch (IOException e) {
            cutTorn();
            throw e;
        }
        torn = false;
        written += count;
        if (recent != null) {
            recent.restart(written);
        }
    }

    private void cutTorn() throws IOException {
        if (torn) {
            file.setLength(written);
            file.seek(written);
            torn = false;
        }
    }

    void force() throws IOException {
        writeRecent();
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            cutTorn();
            writeRecent();
            if (recent != null) {
                recent.delete();
            }
        }
    }
}
