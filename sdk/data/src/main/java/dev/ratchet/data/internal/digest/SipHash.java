/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** SipHash-2-4 with the key that pandas uses for texts. */
final class SipHash {

    private static final ByteBuffer KEY = ByteBuffer.wrap("0123456789123456".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = KEY.getLong(0);
    private static final long K1 = KEY.getLong(Long.BYTES);
    private static final int FINAL_ROUNDS = 4;

    private long v0 = K0 ^ 0x736f6d6570736575L;
    private long v1 = K1 ^ 0x646f72616e646f6dL;
    private long v2 = K0 ^ 0x6c7967656e657261L;
    private long v3 = K1 ^ 0x7465646279746573L;

    private SipHash() {}

    static long of(byte[] text) {
        return new SipHash().hash(ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN));
    }

    private long hash(ByteBuffer text) {
        long last = (long) text.remaining() << 56;
        while (text.remaining() >= Long.BYTES) {
            word(text.getLong());
        }
        for (int shift = 0; text.hasRemaining(); shift += Byte.SIZE) {
            last |= (text.get() & 0xFFL) << shift;
        }
        word(last);
        v2 ^= 0xFF;
        for (int i = 0; i < FINAL_ROUNDS; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void word(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
