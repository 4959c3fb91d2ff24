/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.RatchetException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How records lie in a file: a header of {@value #HEADER_LENGTH} bytes, then frames of two marker bytes, the length of
 * the payload, a CRC-32C over length and payload, and the payload. All numbers are big-endian. The marker lets a
 * reader find the next frame behind a damaged one.
 */
final class Frames {

    static final int VERSION = 1;
    static final int HEADER_LENGTH = 14;
    static final int FRAME_LENGTH = 10;
    static final int MAX_PAYLOAD = 64 << 20;
    static final byte MARK_1 = (byte) 0xA7;
    static final byte MARK_2 = (byte) 0x52;

    private static final byte[] MAGIC = "RATCHETJ".getBytes(StandardCharsets.US_ASCII);

    private Frames() {}

    /** The first bytes of every file. */
    static byte[] header() {
        return header(VERSION);
    }

    static byte[] header(int version) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putShort((short) version);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, header.position());
        return header.putInt((int) crc.getValue()).array();
    }

    /** The version in a header, or -1 when the bytes are no header or a damaged one. */
    static int versionOf(byte[] bytes, int offset) {
        int version = ByteBuffer.wrap(bytes, offset + MAGIC.length, 2).getShort() & 0xFFFF;
        boolean whole = Arrays.equals(header(version), Arrays.copyOfRange(bytes, offset, offset + HEADER_LENGTH));
        return whole ? version : -1;
    }

    /** What is thrown where a file was written by a newer version. */
    static RatchetException newer(Path path, long version) {
        return new RatchetException("'" + path + "' was written in journal format " + version
                + ", but this version of Ratchet reads formats up to " + VERSION
                + ". Use the version of Ratchet that wrote it, or a newer one.");
    }

    /** The checksum of a payload and its length. */
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
