/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class PausesTest {

    private long seconds = -5;
    private final Pauses pauses = new Pauses(() -> TimeUnit.SECONDS.toNanos(seconds));

    /** How many seconds a run is left alone for. */
    private long pause() {
        long begin = seconds;
        while (pauses.isPaused("run")) {
            seconds++;
        }
        return seconds - begin;
    }

    @Test
    void aRunThatFails_isTriedEverMoreSeldom_upToHalfAMinute() {
        for (long expected : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            pauses.failed("run");
            assertThat(pause()).isEqualTo(expected);
            assertThat(pauses.isFailing("run")).isTrue();
        }
        assertThat(pauses.isPaused("other")).isFalse();
    }

    @Test
    void aRunThatWorked_beginsAnew() {
        pauses.failed("run");
        pauses.failed("run");
        pauses.end("run");
        assertThat(pauses.isFailing("run")).isFalse();
        assertThat(pause()).isZero();

        pauses.failed("run");
        assertThat(pause()).isEqualTo(1);
        pauses.failed("run");
        pauses.endAll();
        assertThat(pause()).isZero();
    }
}
