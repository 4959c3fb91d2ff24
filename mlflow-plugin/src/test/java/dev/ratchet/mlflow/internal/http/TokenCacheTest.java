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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenCacheTest {

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

        assertThat(tokens.value()).isEqualTo("token-1");
        now = START.plusSeconds(3539);
        assertThat(tokens.value()).isEqualTo("token-1");
        now = START.plusSeconds(3540);
        assertThat(tokens.value()).isEqualTo("token-2");
    }

    @Test
    void shortTokens_areUsedForThreeQuartersOfTheirTime() {
        TokenCache tokens = lasting(20);

        assertThat(tokens.value()).isEqualTo("token-1");
        now = START.plusSeconds(14);
        assertThat(tokens.value()).isEqualTo("token-1");
        now = START.plusSeconds(15);
        assertThat(tokens.value()).isEqualTo("token-2");
    }

    @Test
    void refuse_forgetsOnlyTheTokenInUse() {
        TokenCache tokens = new TokenCache(() -> AccessToken.of("token-" + ++asked), clock);

        assertThat(tokens.value()).isEqualTo("token-1");
        tokens.refuse("another");
        assertThat(tokens.value()).isEqualTo("token-1");
        tokens.refuse("token-1");
        assertThat(tokens.value()).isEqualTo("token-2");
        tokens.refuse("token-1");
        assertThat(tokens.value()).isEqualTo("token-2");
    }

    @Test
    void failures_areUnavailable_withoutTheProvidersWords() {
        TokenCache tokens = new TokenCache(
                () -> {
                    throw new IOException("login with password secret failed");
                },
                clock);

        assertThatThrownBy(tokens::value)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("gave no token", "java.io.IOException")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void tokensThatCannotWork_areMisconfigured() {
        assertThatThrownBy(() -> lasting(-1).value())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("ended at", "clock");
        assertThatThrownBy(() -> new TokenCache(() -> AccessToken.of("sec\nret"), clock).value())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("a header cannot carry")
                .hasMessageNotContaining("ret\"");
        assertThatThrownBy(() -> new TokenCache(() -> AccessToken.of(""), clock).value())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void tokens_showNoValue() {
        assertThat(AccessToken.until(START, "secret").toString())
                .contains("2030")
                .doesNotContain("secret");
        assertThat(AccessToken.of("secret").toString()).doesNotContain("secret");
    }
}
