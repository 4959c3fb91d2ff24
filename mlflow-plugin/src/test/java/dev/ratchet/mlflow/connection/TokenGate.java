/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.AccessToken;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets through who shows a token of its own that has not ended; others get a 401 before their body is read. */
final class TokenGate extends Handler.Wrapper {

    private final Duration life;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicBoolean endAllAtNextUpload = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();

    TokenGate(Handler behind, Duration life) {
        super(behind);
        this.life = life;
    }

    /** A new token that says when it ends. */
    AccessToken issue() {
        Instant end = Instant.now().plus(life);
        String token = "token-" + UUID.randomUUID();
        ends.put("Bearer " + token, end);
        return AccessToken.until(end, token);
    }

    /** A new token whose end only the gate knows. */
    AccessToken issueSilently() {
        return AccessToken.of(issue().value());
    }

    /** How many tokens were given. */
    int issued() {
        return ends.size();
    }

    /** How many requests came with a token that had ended, or without any. */
    int refused() {
        return refused.get();
    }

    /** Ends all tokens when the next file comes. */
    void endAllAtNextUpload() {
        endAllAtNextUpload.set(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getMethod().equals("PUT") && endAllAtNextUpload.getAndSet(false)) {
            ends.replaceAll((token, end) -> Instant.EPOCH);
        }
        String shown = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.AUTHORIZATION), "");
        if (ends.getOrDefault(shown, Instant.EPOCH).isAfter(Instant.now())) {
            return super.handle(request, response, callback);
        }
        refused.incrementAndGet();
        Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
        return true;
    }
}
