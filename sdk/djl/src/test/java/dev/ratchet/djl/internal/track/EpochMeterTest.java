/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class EpochMeterTest {

    private final AtomicLong nanos = new AtomicLong();
    private final EpochMeter meter = new EpochMeter(nanos::get);

    private void batch(long seconds, int size) {
        nanos.addAndGet(seconds * 1_000_000_000);
        meter.trainingBatch(size);
    }

    @Test
    void values_leaveOutWhatHappensBeforeTheFirstBatch() {
        batch(10, 32);
        batch(1, 32);
        batch(1, 16);
        nanos.addAndGet(3_000_000_000L);
        meter.validationBatch();

        assertThat(meter.values()).containsEntry("epoch_seconds", 15.0).containsEntry("samples_per_second", 24.0);
        assertThat(meter.batches()).isEqualTo(3);
        assertThat(meter.validated()).isTrue();
    }

    @Test
    void values_areThoseOfOneBatch_whenThereIsOnlyOne() {
        batch(2, 32);

        assertThat(meter.values()).containsEntry("samples_per_second", 16.0);
    }

    @Test
    void begin_forgets() {
        batch(2, 32);
        meter.validationBatch();
        meter.begin();

        assertThat(meter.values()).containsEntry("epoch_seconds", 0.0).doesNotContainKey("samples_per_second");
        assertThat(meter.validated()).isFalse();
    }
}
