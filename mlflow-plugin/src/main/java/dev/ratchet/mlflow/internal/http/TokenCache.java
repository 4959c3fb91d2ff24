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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps a provider's token until shortly before it ends, or until the server has refused it. The provider is asked on a
 * thread of its own, by one at a time, so that one that hangs holds up nobody for good. Thread-safe.
 */
final class TokenCache {

    private static final Duration EARLIEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final TokenProvider provider;
    private final Clock clock;
    private @Nullable AccessToken token;
    private Instant renewal = Instant.MAX;
    /** The last token and the one before: a server may still show one that it refused. */
    private final Deque<String> known = new ArrayDeque<>();

    private @Nullable CompletableFuture<AccessToken> asked;

    TokenCache(TokenProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * A token that is still valid for a while.
     *
     * @param patience how long to wait for the provider, at most ten seconds
     * @throws UnavailableException when the provider gives none now
     * @throws MisconfiguredException when the provider gives one that cannot work
     */
    String value(Duration patience) {
        CompletableFuture<AccessToken> answer;
        synchronized (this) {
            if (token != null && clock.instant().isBefore(renewal)) {
                return token.value();
            }
            if (asked == null) {
                asked = ask();
            }
            answer = asked;
        }
        return await(answer, patience.compareTo(LONGEST) < 0 ? patience : LONGEST)
                .value();
    }

    private CompletableFuture<AccessToken> ask() {
        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> ask(answer), "ratchet-token");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void ask(CompletableFuture<AccessToken> answer) {
        try {
            answer.complete(keep(given()));
        } catch (RuntimeException e) {
            forget();
            answer.completeExceptionally(e);
        }
    }

    private @Nullable AccessToken given() {
        try {
            return provider.token();
        } catch (Throwable e) {
            // Without the message and without the cause: who wrote them may have put the secret of a login there.
            throw noToken("(" + e.getClass().getName() + ")");
        }
    }

    private synchronized AccessToken keep(@Nullable AccessToken fresh) {
        AccessToken current = checked(fresh);
        known.remove(current.value());
        known.addLast(current.value());
        if (known.size() > 2) {
            known.removeFirst();
        }
        token = current;
        renewal = renewal(current);
        asked = null;
        return current;
    }

    private synchronized void forget() {
        asked = null;
    }

    private AccessToken await(CompletableFuture<AccessToken> answer, Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw noToken("within " + patience.toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The thread was interrupted while it waited for a token.", false, null);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private UnavailableException noToken(String how) {
        return new UnavailableException(
                "The token provider " + provider.getClass().getName() + " gave no token " + how
                        + ". It is asked again with the next request.",
                false,
                null);
    }

    /** Forgets a token that the server refused, unless another thread has got a new one since. */
    synchronized void refuse(String refused) {
        if (token != null && token.value().equals(refused)) {
            token = null;
        }
    }

    /** The tokens that the server may show, so that they can be kept out of messages. */
    synchronized List<String> known() {
        return List.copyOf(known);
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

    private AccessToken checked(@Nullable AccessToken fresh) {
        String name = provider.getClass().getName();
        if (fresh == null) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    "The token provider " + name + " gave null. Throw an exception in it where there is no token now.");
        }
        Credentials.checkToken("The token of " + name, fresh.value());
        if (fresh.expiresAt().isPresent() && !fresh.expiresAt().get().isAfter(clock.instant())) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    "The token of " + name + " ended at " + fresh.expiresAt().get()
                            + ", before it was given. Get a new one in the provider; if it is new, the clock of this"
                            + " machine is wrong.");
        }
        return fresh;
    }
}
