/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class SystemMetricsSamplerTest {

    private static final Map<String, Double> SAMPLE = Map.of("system/cpu_utilization_percentage", 1.0);
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void sampleNow_countsSteps_andSkipsEmptySamples() {
        List<Long> steps = new ArrayList<>();
        List<Map<String, Double>> samples = new ArrayList<>(List.of(SAMPLE, Map.of(), SAMPLE));
        try (SystemMetricsSampler sampler =
                SystemMetricsSampler.start(() -> samples.remove(0), NEVER, (sample, step) -> steps.add(step))) {
            sampler.sampleNow();
            sampler.sampleNow();
            sampler.sampleNow();
        }

        assertThat(steps).containsExactly(0L, 1L);
    }

    @Test
    void sampleNow_neverThrows() {
        List<Long> steps = new ArrayList<>();
        try (SystemMetricsSampler sampler = SystemMetricsSampler.start(() -> SAMPLE, NEVER, (sample, step) -> {
            steps.add(step);
            throw new IllegalStateException("no");
        })) {
            assertThatCode(sampler::sampleNow).doesNotThrowAnyException();
            assertThatCode(sampler::sampleNow).doesNotThrowAnyException();
        }

        assertThat(steps).containsExactly(0L, 1L);
    }

    @Test
    void start_samplesOnItsOwn_untilClosed() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        List<String> threads = new ArrayList<>();
        SystemMetricsSampler sampler =
                SystemMetricsSampler.start(() -> SAMPLE, Duration.ofMillis(1), (sample, step) -> {
                    threads.add(Thread.currentThread().getName()
                            + Thread.currentThread().isDaemon());
                    three.countDown();
                });

        assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        sampler.close();
        int taken = threads.size();
        sampler.close();
        sampler.sampleNow();
        assertThat(threads).hasSize(taken).containsOnly("ratchet-system-metricstrue");
    }

    @Test
    void start_refusesNoInterval() {
        assertThatThrownBy(() -> SystemMetricsSampler.start(() -> SAMPLE, Duration.ZERO, (sample, step) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval must be positive, but is PT0S");
    }
}
