/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What a large file holds, read once.
 *
 * @param size in bytes
 * @param sha256 of all bytes, lower-case hexadecimal
 * @param md5 of each part, in base 64: what storage checks a part against
 */
record PartDigests(long size, String sha256, List<String> md5) {

    private static final int BUFFER = 1 << 16;

    static PartDigests of(Path file, String path, long partSize) {
        MessageDigest whole = FileDigest.newSha256();
        MessageDigest part = newMd5();
        List<String> md5 = new ArrayList<>();
        long size = 0;
        long left = partSize;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer, 0, (int) Math.min(BUFFER, left))) {
                whole.update(buffer, 0, n);
                part.update(buffer, 0, n);
                size += n;
                left -= n;
                if (left == 0) {
                    md5.add(Base64.getEncoder().encodeToString(part.digest()));
                    left = partSize;
                }
            }
        } catch (IOException e) {
            throw FileDigest.unreadable(file, path, e);
        }
        if (left < partSize) {
            md5.add(Base64.getEncoder().encodeToString(part.digest()));
        }
        return new PartDigests(size, HexFormat.of().formatHex(whole.digest()), List.copyOf(md5));
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
