/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.SigningKeys;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Map;

/** Keys from where the options say. */
final class Keys {

    private Keys() {}

    /** What is signed with; null for nothing. */
    static @Nullable PrivateKey signing(@Nullable Path file, Map<String, String> environment) {
        if (file != null) {
            return SigningKeys.privateKey(file);
        }
        String pem = environment.getOrDefault(TrustOptions.Signing.VARIABLE, "");
        return pem.isBlank() ? null : SigningKeys.privateKey(pem, TrustOptions.Signing.VARIABLE);
    }

    /** Approvals with the keys that are trusted. */
    static Approvals trusting(Approvals approvals, TrustOptions trust) {
        Approvals trusting = approvals;
        for (Map.Entry<String, Path> own : trust.keys().entrySet()) {
            trusting = trusting.trusting(own.getKey(), SigningKeys.publicKey(own.getValue()));
        }
        return trusting;
    }
}
