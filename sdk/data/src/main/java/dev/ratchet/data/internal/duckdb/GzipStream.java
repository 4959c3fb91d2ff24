/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, one member or several after each other. Java's own stream passes over whatever follows the last member;
 * here it is an error, because rows may have been there. Used by one thread.
 */
final class GzipStream extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int DEFLATE = 8;
    private static final int AFTER_FLAGS = 6;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final byte[] packed = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int at;
    private int end;
    private long before;
    private boolean inMember;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput()) {
                at = end;
                if (!fill()) {
                    throw new EOFException();
                }
                inflater.setInput(packed, at, end - at);
            }
            int count = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw (ZipException)
                    new ZipException(e.getMessage() == null ? "it is no deflated data" : e.getMessage()).initCause(e);
        }
    }

    private boolean beginMember() throws IOException {
        if (at == end && !fill()) {
            return false;
        }
        long begin = before + at;
        if (next() != FIRST || (at == end && !fill()) || next() != SECOND) {
            throw new ZipException("from byte " + (begin + 1) + " on there is something that is not gzip");
        }
        if (next() != DEFLATE) {
            throw new ZipException("an unknown way of packing");
        }
        int flags = next();
        skip(AFTER_FLAGS);
        if ((flags & EXTRA) != 0) {
            skip((int) number(2));
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        inflater.setInput(packed, at, end - at);
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        inMember = false;
        if (number(4) != checksum.getValue()) {
            throw new ZipException("the checksum at its end is that of other data");
        }
        if (number(4) != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("the length at its end is that of other data");
        }
    }

    private boolean fill() throws IOException {
        before += end;
        at = 0;
        end = Math.max(0, in.read(packed));
        return end > 0;
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        return packed[at++] & 0xFF;
    }

    /** A number in little-endian order. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (Byte.SIZE * i);
        }
        return number;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText(boolean present) throws IOException {
        while (present && next() != 0) {
            // Up to the zero at its end.
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
