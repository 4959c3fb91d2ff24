/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.AccessToken;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.UnavailableException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenCacheTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Instant now = START;
    private int asked;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private TokenCache lasting(long seconds) {
        return new TokenCache(() -> AccessToken.until(now.plusSeconds(seconds), "token-" + ++asked), clock);
    }

    @Test
    void value_isAskedAgain_aMinuteBeforeItsEnd() {
        TokenCache tokens = lasting(3600);

        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        now = START.plusSeconds(3539);
        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        now = START.plusSeconds(3540);
        assertThat(tokens.value(LONG)).isEqualTo("token-2");
    }

    @Test
    void shortTokens_areUsedForThreeQuartersOfTheirTime() {
        TokenCache tokens = lasting(20);

        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        now = START.plusSeconds(14);
        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        now = START.plusSeconds(15);
        assertThat(tokens.value(LONG)).isEqualTo("token-2");
    }

    @Test
    void refuse_forgetsOnlyTheTokenInUse() {
        TokenCache tokens = new TokenCache(() -> AccessToken.of("token-" + ++asked), clock);

        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        tokens.refuse("another");
        assertThat(tokens.value(LONG)).isEqualTo("token-1");
        tokens.refuse("token-1");
        assertThat(tokens.value(LONG)).isEqualTo("token-2");
        tokens.refuse("token-1");
        assertThat(tokens.value(LONG)).isEqualTo("token-2");
    }

    @Test
    void failures_areUnavailable_withoutTheProvidersWords() {
        TokenCache tokens = new TokenCache(
                () -> {
                    throw new IOException("login with password secret failed");
                },
                clock);

        assertThatThrownBy(() -> tokens.value(LONG))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("gave no token", "java.io.IOException")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void tokensThatCannotWork_areMisconfigured() {
        assertThatThrownBy(() -> lasting(-1).value(LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("ended at", "clock");
        assertThatThrownBy(() -> new TokenCache(() -> AccessToken.of("sec\nret"), clock).value(LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("a header cannot carry")
                .hasMessageNotContaining("ret\"");
        assertThatThrownBy(() -> new TokenCache(() -> AccessToken.of(""), clock).value(LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void value_isWaitedForInTime_andTheProviderAskedByOneAtATime() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        TokenCache tokens = new TokenCache(
                () -> {
                    calls.incrementAndGet();
                    answer.await();
                    return AccessToken.of("token");
                },
                clock);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.value(Duration.ofMillis(50)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContainingAll("gave no token within 0.05 s", "TokenCacheTest");
        }
        answer.countDown();

        assertThat(tokens.value(LONG)).isEqualTo("token");
        assertThat(calls).hasValue(1);
    }

    @Test
    @SuppressWarnings("NullAway") // what a provider may do all the same
    void noToken_isToldWithWhoseItIs() {
        TokenCache tokens = new TokenCache(() -> null, clock);

        assertThatThrownBy(() -> tokens.value(LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("TokenCacheTest", "gave null");
    }

    /** A server may show the token that it refused to another thread, or after a new one came. */
    @Test
    void refusedTokens_areStillKeptOutOfMessages() {
        TokenCache tokens = new TokenCache(() -> AccessToken.of("token-" + ++asked), clock);
        tokens.value(LONG);

        tokens.refuse("token-1");
        assertThat(tokens.known()).containsExactly("token-1");
        tokens.value(LONG);
        assertThat(tokens.known()).containsExactly("token-1", "token-2");
        tokens.refuse("token-2");
        tokens.value(LONG);
        assertThat(tokens.known()).containsExactly("token-2", "token-3");
    }

    @Test
    void tokens_showNoValue() {
        assertThat(AccessToken.until(START, "secret").toString())
                .contains("2030")
                .doesNotContain("secret");
        assertThat(AccessToken.of("secret").toString()).doesNotContain("secret");
    }
}
