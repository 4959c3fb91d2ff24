/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.AccessToken;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.TokenProvider;
import dev.ratchet.UnavailableException;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps a provider's token until shortly before it ends, or until the server has refused it. Thread-safe. */
final class TokenCache {

    private static final Duration EARLIEST = Duration.ofSeconds(60);

    private final TokenProvider provider;
    private final Clock clock;
    private @Nullable AccessToken token;
    private Instant renewal = Instant.MAX;

    TokenCache(TokenProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** A token that is still valid for a while. */
    synchronized String value() {
        AccessToken current = token;
        if (current == null || !clock.instant().isBefore(renewal)) {
            current = ask();
            token = current;
            renewal = renewal(current);
        }
        return current.value();
    }

    /** Forgets a token that the server refused, unless another thread has got a new one since. */
    synchronized void refuse(String refused) {
        if (token != null && token.value().equals(refused)) {
            token = null;
        }
    }

    /** The token that is known, if any, so that it can be kept out of messages. */
    synchronized @Nullable String known() {
        return token == null ? null : token.value();
    }

    private Instant renewal(AccessToken fresh) {
        if (fresh.expiresAt().isEmpty()) {
            return Instant.MAX;
        }
        // A quarter of what is left, so that short tokens are not asked for with every request.
        Duration left = Duration.between(clock.instant(), fresh.expiresAt().get());
        Duration early = left.dividedBy(4).compareTo(EARLIEST) < 0 ? left.dividedBy(4) : EARLIEST;
        return fresh.expiresAt().get().minus(early);
    }

    private AccessToken ask() {
        AccessToken fresh;
        try {
            fresh = provider.token();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The thread was interrupted while it waited for a token.", false, null);
        } catch (Exception e) {
            // Without the message and without the cause: who wrote them may have put the secret of a login there.
            throw new UnavailableException(
                    "The token provider " + provider.getClass().getName() + " gave no token ("
                            + e.getClass().getName() + "). It is asked again with the next request.",
                    false,
                    null);
        }
        Credentials.checkToken("The token of " + provider.getClass().getName(), fresh.value());
        if (fresh.expiresAt().isPresent() && !fresh.expiresAt().get().isAfter(clock.instant())) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    "The token of " + provider.getClass().getName() + " ended at "
                            + fresh.expiresAt().get() + ", before it was given. Get a new one in the provider; if it is"
                            + " new, the clock of this machine is wrong.");
        }
        return fresh;
    }
}
