/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

/**
 * A version as the ledger names it, so that one that was made anew under the same number is told apart.
 *
 * @param version the number
 * @param created when it was registered, milliseconds since 1970
 * @param run the run that made it, or empty
 * @param packageDigest the digest of its package, or empty where nobody has computed it
 */
public record VersionRef(int version, long created, String run, String packageDigest) {

    /** Checks the number. */
    public VersionRef {
        if (version < 1) {
            throw new IllegalArgumentException("version < 1: " + version + ". Versions count from 1.");
        }
    }

    /** Whether both are the same version: number and time; the digest where both have one. */
    public boolean isSame(VersionRef other) {
        return version == other.version
                && created == other.created
                && (packageDigest.isEmpty()
                        || other.packageDigest.isEmpty()
                        || packageDigest.equals(other.packageDigest));
    }
}
