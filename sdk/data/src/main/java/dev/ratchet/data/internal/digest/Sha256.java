/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with numbers in little-endian order. Used by one thread. */
final class Sha256 {

    static final int BYTES = 32;

    private final MessageDigest digest;
    private final byte[] number = new byte[Long.BYTES];

    Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    Sha256 byteValue(int value) {
        digest.update((byte) value);
        return this;
    }

    Sha256 intValue(int value) {
        Canonical.putInt(number, 0, value);
        digest.update(number, 0, Integer.BYTES);
        return this;
    }

    Sha256 longValue(long value) {
        Canonical.putLong(number, 0, value);
        digest.update(number);
        return this;
    }

    /** The length in bytes, then the text in UTF-8. */
    Sha256 text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return intValue(bytes.length).bytes(bytes, 0, bytes.length);
    }

    Sha256 bytes(byte[] value, int from, int length) {
        digest.update(value, from, length);
        return this;
    }

    Sha256 bytes(byte[] value) {
        digest.update(value);
        return this;
    }

    /** Writes the digest to an array of its length; this object begins anew. */
    void finish(byte[] to) {
        try {
            digest.digest(to, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("Not an array of " + BYTES + " bytes: " + to.length, e);
        }
    }

    /** The digest; this object begins anew. */
    byte[] finish() {
        return digest.digest();
    }
}
