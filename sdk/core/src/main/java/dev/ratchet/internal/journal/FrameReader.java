/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads frames from an offset on, behind a writer that may be at work. A frame whose checksum does not fit is damage:
 * it is stepped over when a good frame follows. What is left at the end is a torn tail, or a frame being written. Not
 * thread-safe.
 */
final class FrameReader implements Closeable {

    private static final int CHUNK = 256 << 10;

    private final Path path;
    private final JournalBytes file;
    private final List<String> damages = new ArrayList<>();
    private byte[] window = new byte[CHUNK];
    private long windowStart;
    private int windowLength;
    private long position;

    /** Opens a file; the offset is 0 or where a frame ended. */
    FrameReader(Path path, long offset) throws IOException {
        this.path = path;
        this.file = new JournalBytes(path);
        this.windowStart = offset;
        this.position = offset;
        try {
            if (offset == 0) {
                readHeader();
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        if (!ensure(0, Frames.HEADER_LENGTH)) {
            return;
        }
        int version = Frames.versionOf(window, 0);
        if (version > Frames.VERSION) {
            throw Frames.newer(path, version);
        }
        if (version >= 0) {
            position = Frames.HEADER_LENGTH;
        }
    }

    /** Where the last returned frame ended. */
    long position() {
        return position;
    }

    void damaged(String words) {
        damages.add("'" + path + "': " + words);
    }

    /** What could not be read so far, in words. */
    List<String> damages() {
        return damages;
    }

    /** The bytes behind the last frame that are no frame (yet). */
    long tail() throws IOException {
        return Math.max(0, file.length() - position);
    }

    /** The payload of the next frame, or null where there is none (yet). */
    @Nullable
    Buffer next() throws IOException {
        int length = payloadAt(0);
        if (length < 0) {
            long gap = nextGoodFrame();
            if (gap < 0) {
                return null;
            }
            length = reread();
            if (length < 0) {
                damaged("bytes " + position + " to " + (position + gap - 1)
                        + " are damaged; what stood there cannot be read, the rest can");
                position += gap;
                length = payloadAt(0);
            }
        }
        int start = (int) (position - windowStart) + Frames.FRAME_LENGTH;
        position += Frames.FRAME_LENGTH + length;
        return new Buffer(window, start, length);
    }

    /** The frame may have come while the one behind it was looked for. */
    private int reread() throws IOException {
        windowLength = (int) (position - windowStart);
        return payloadAt(0);
    }

    private long nextGoodFrame() throws IOException {
        for (int gap = 1; ensure(gap, Frames.FRAME_LENGTH); gap++) {
            if (payloadAt(gap) >= 0) {
                return gap;
            }
        }
        return -1;
    }

    /** The length of the payload of a good frame at a distance from the position, or -1. */
    private int payloadAt(int distance) throws IOException {
        if (!ensure(distance, Frames.FRAME_LENGTH)) {
            return -1;
        }
        int at = (int) (position - windowStart) + distance;
        if (window[at] != Frames.MARK_1 || window[at + 1] != Frames.MARK_2) {
            return -1;
        }
        Buffer head = new Buffer(window, at + 2, 8);
        int length = head.getInt();
        int checksum = head.getInt();
        if (length <= 0 || length > Frames.MAX_PAYLOAD || !ensure(distance, Frames.FRAME_LENGTH + length)) {
            return -1;
        }
        at = (int) (position - windowStart) + distance;
        return Frames.checksum(window, at + Frames.FRAME_LENGTH, length) == checksum ? length : -1;
    }

    /** Makes sure that the window holds so many bytes from a distance on; false where the file ends before. */
    private boolean ensure(int distance, int count) throws IOException {
        int offset = (int) (position - windowStart);
        int needed = offset + distance + count;
        if (needed <= windowLength) {
            return true;
        }
        // A damaged length must not make the window larger than the file.
        if (position + distance + count > file.length()) {
            return false;
        }
        if (offset > 0) {
            System.arraycopy(window, offset, window, 0, windowLength - offset);
            windowLength -= offset;
            windowStart = position;
            needed -= offset;
        }
        if (needed > window.length) {
            window = Arrays.copyOf(window, Math.max(needed, window.length * 2));
        }
        while (windowLength < needed) {
            int read = file.read(windowStart + windowLength, window, windowLength, window.length - windowLength);
            if (read < 0) {
                return false;
            }
            windowLength += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static long endOfLastFrame(Path path) throws IOException {
        try (FrameReader reader = new FrameReader(path, 0)) {
            Buffer frame = reader.next();
            while (frame != null) {
                frame = reader.next();
            }
            return reader.position();
        }
    }
}
