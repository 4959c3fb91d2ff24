/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.VersionIdentity;

/** Versions as the ledger names them. */
final class References {

    private References() {}

    static VersionRef of(VersionIdentity version) {
        return new VersionRef(
                version.number(),
                version.createdTime(),
                version.runId(),
                version.tags().getOrDefault(StoreTags.PACKAGE_DIGEST, ""));
    }
}
