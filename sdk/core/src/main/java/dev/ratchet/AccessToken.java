/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.time.Instant;
import java.util.Optional;

/**
 * A token for the header {@code Authorization: Bearer ...}.
 *
 * @param value the token alone, without {@code Bearer}
 * @param expiresAt when it ends; empty when only the server knows
 */
public record AccessToken(String value, Optional<Instant> expiresAt) {

    /** A token that ends at a known time. */
    public static AccessToken until(Instant end, String value) {
        return new AccessToken(value, Optional.of(end));
    }

    /** A token whose end only the server knows: it is used until the server says no. */
    public static AccessToken of(String value) {
        return new AccessToken(value, Optional.empty());
    }

    /** When it ends; the token itself is never shown. */
    @Override
    public String toString() {
        return "AccessToken[" + expiresAt.map(end -> "until " + end).orElse("no known end") + "]";
    }
}
