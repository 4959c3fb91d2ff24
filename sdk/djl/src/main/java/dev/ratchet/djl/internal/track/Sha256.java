/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over names and arrays, their numbers as bytes in little-endian order. */
public final class Sha256 {

    private final MessageDigest digest;

    /** Begins with nothing. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The digest of all parameters of a block in their order: equal for equal networks, on every machine. */
    public static String of(Block block) {
        Sha256 digest = new Sha256();
        for (Pair<String, Parameter> pair : block.getParameters()) {
            digest.add(pair.getKey()).add(pair.getValue().getArray());
        }
        return digest.hex();
    }

    Sha256 add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Sha256 add(NDArray array) {
        if (array.getDataType() == DataType.STRING) {
            for (String text : array.toStringArray()) {
                add(text).add("\n");
            }
        } else {
            digest.update(array.toByteBuffer());
        }
        return this;
    }

    /** The digest; begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
