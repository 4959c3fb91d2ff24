/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class ActivityTest {

    /** Counts down when a word was written. */
    private static final class Watched extends Writer {

        private final StringBuilder text = new StringBuilder();
        private final String word;
        private final CountDownLatch seen = new CountDownLatch(1);

        Watched(String word) {
            this.word = word;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.append(buffer, offset, length);
            if (text.indexOf(word) >= 0) {
                seen.countDown();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static CliContext context(Writer err, boolean terminal) {
        PrintWriter out = new PrintWriter(err);
        return new CliContext(out, out, Map.of(), Clock.systemUTC(), ZoneId.of("UTC"), terminal);
    }

    @Test
    void longWork_isTold_andTheLineGoes() {
        Watched err = new Watched("Comparing ...");

        boolean told = Activity.during(context(err, true), "Reading", Duration.ofMillis(5), now -> {
            now.accept("Comparing");
            return wait(err.seen);
        });

        assertThat(told).isTrue();
        assertThat(err.text.toString()).endsWith("\r\u001b[K");
    }

    private static boolean wait(CountDownLatch seen) {
        try {
            return seen.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsTold_ofShortWork_orWithoutATerminal() {
        Watched terminal = new Watched("never");
        Watched pipe = new Watched("never");

        int one = Activity.during(context(terminal, true), "Reading", Duration.ofHours(1), now -> 1);
        int two = Activity.during(context(pipe, false), "Reading", Duration.ofNanos(1), now -> 2);

        assertThat(one).isEqualTo(1);
        assertThat(two).isEqualTo(2);
        assertThat(terminal.text).isEmpty();
        assertThat(pipe.text).isEmpty();
    }
}
