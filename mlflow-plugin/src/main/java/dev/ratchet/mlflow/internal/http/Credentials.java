/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who we are, as a value of the header {@code Authorization}. Found by {@link CredentialFinder}. */
public final class Credentials {

    private final @Nullable String header;
    private final @Nullable TokenCache tokens;
    private final String user;
    private final String description;
    private final Secrets secrets;

    private Credentials(
            @Nullable String header, @Nullable TokenCache tokens, String user, String description, Secrets secrets) {
        this.header = header;
        this.tokens = tokens;
        this.user = user;
        this.description = description;
        this.secrets = secrets;
    }

    static Credentials none() {
        return new Credentials(null, null, "", "no credentials", Secrets.NONE);
    }

    static Credentials basic(String username, String password, String origin) {
        String pair = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Credentials(
                "Basic " + pair,
                null,
                username,
                "user name '" + username + "' and a password (" + origin + ")",
                Secrets.of(List.of(pair, password)));
    }

    static Credentials bearer(String token, String origin) {
        return new Credentials("Bearer " + token, null, "", "a token (" + origin + ")", Secrets.of(List.of(token)));
    }

    static Credentials provided(TokenCache tokens) {
        return new Credentials(null, tokens, "", "a token (token provider of the program)", Secrets.NONE);
    }

    /** Refuses what no header can carry, without showing it. */
    static void checkToken(String what, String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new MisconfiguredException(what
                    + (token.isEmpty()
                            ? " is empty; give the token."
                            : " has a character that a header cannot carry; give the token alone, on one line."));
        }
    }

    /**
     * The header's value for a request of now, empty when there are no credentials; may ask the token provider.
     *
     * @param patience how long to wait for the provider at most
     */
    Optional<String> header(Duration patience) {
        return tokens != null ? Optional.of("Bearer " + tokens.value(patience)) : Optional.ofNullable(header);
    }

    /** Whether another attempt may have a header that is accepted after this one was not. */
    boolean renew(String refused) {
        if (tokens == null) {
            return false;
        }
        tokens.refuse(refused.substring("Bearer ".length()));
        return true;
    }

    /** Whether there are any. */
    boolean isPresent() {
        return tokens != null || header != null;
    }

    /** The user name where it is known, else empty text. */
    String user() {
        return user;
    }

    /** What kind of credentials there are and where they come from, without secrets. */
    public String description() {
        return description;
    }

    /** The text with every secret replaced. */
    String scrub(String text) {
        String clean = secrets.scrub(text);
        return tokens == null ? clean : Secrets.of(tokens.known()).scrub(clean);
    }

    @Override
    public String toString() {
        return description;
    }
}
