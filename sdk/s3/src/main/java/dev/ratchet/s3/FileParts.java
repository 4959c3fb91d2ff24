/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A file's parts and digests, from one pass over it.
 *
 * @param size in bytes
 * @param sha256 of all bytes, lower-case hexadecimal
 * @param parts at least one
 * @param inParts whether it is put in parts, even if there is one only
 */
record FileParts(long size, String sha256, List<Part> parts, boolean inParts) {

    private static final int BUFFER = 1 << 16;

    /**
     * A part of a file.
     *
     * @param number from 1 on
     * @param sha256 of its bytes, in base 64 as S3 writes it
     */
    record Part(int number, long offset, long length, String sha256) {}

    /**
     * Reads a file that is to be uploaded.
     *
     * @param partSize in bytes; {@link Long#MAX_VALUE} for a file that goes in one request
     * @throws RefusedException when there is no such file
     */
    static FileParts of(Path file, long partSize) {
        MessageDigest whole = newSha256();
        List<Part> parts = new ArrayList<>();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            MessageDigest digest = newSha256();
            long length = 0;
            int wanted = (int) Math.min(BUFFER, partSize);
            for (int n = in.read(buffer, 0, wanted); n >= 0; n = in.read(buffer, 0, wanted)) {
                whole.update(buffer, 0, n);
                digest.update(buffer, 0, n);
                length += n;
                size += n;
                if (length == partSize) {
                    parts.add(part(parts.size() + 1, size - length, length, digest));
                    length = 0;
                }
                wanted = (int) Math.min(BUFFER, partSize - length);
            }
            if (length > 0 || parts.isEmpty()) {
                parts.add(part(parts.size() + 1, size - length, length, digest));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return new FileParts(
                size, HexFormat.of().formatHex(whole.digest()), List.copyOf(parts), partSize < Long.MAX_VALUE);
    }

    private static Part part(int number, long offset, long length, MessageDigest digest) {
        return new Part(number, offset, length, Base64.getEncoder().encodeToString(digest.digest()));
    }

    /** The size of a file that is to be uploaded. */
    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RatchetException unreadable(Path file, IOException problem) {
        return problem instanceof NoSuchFileException
                ? new RefusedException("Cannot upload " + file + ": there is no such file.", problem)
                : new RatchetException("Cannot read " + file + ": " + problem, problem);
    }

    /** What S3 keeps as the digest of an object that was put like this: that of all bytes, or of the parts' digests. */
    String digestOfObject() {
        if (!inParts) {
            return parts.get(0).sha256();
        }
        MessageDigest digest = newSha256();
        parts.forEach(part -> digest.update(Base64.getDecoder().decode(part.sha256())));
        return Base64.getEncoder().encodeToString(digest.digest()) + "-" + parts.size();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
