/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A digest of data and the kind of thing that was digested. Digests of different kinds are never compared.
 *
 * @param kind what was digested and how, with the version of the algorithm: {@code float32-rows-1},
 *     {@code xgboost-dmatrix-1}; lower-case letters, digits and {@code -}
 * @param hex the digest in lower-case hexadecimal, at least 8 digits
 */
public record DatasetDigest(String kind, String hex) {

    private static final Pattern KIND = Pattern.compile("[a-z0-9-]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,}");

    /** Checks both parts; {@code hex} may come in upper case. */
    public DatasetDigest {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("kind must be lower-case letters, digits and '-': '" + kind + "'");
        }
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("hex must be at least 8 hexadecimal digits: '" + hex + "'");
        }
    }

    /** Whether the two are of one kind, so that comparing them means something. */
    public boolean isComparableTo(DatasetDigest other) {
        return kind.equals(other.kind);
    }

    /** The form that MLflow shows: the first 32 digits (MLflow allows 36 characters). */
    public String forMlflow() {
        return hex.length() <= 32 ? hex : hex.substring(0, 32);
    }

    /** {@code kind:hex}. */
    @Override
    public String toString() {
        return kind + ":" + hex;
    }
}
