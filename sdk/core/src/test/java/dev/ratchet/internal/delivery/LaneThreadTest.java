/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** A lane whose passes are let through by hand. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneThreadTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger passes = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private LaneThread lane = new LaneThread("test-lane", this::pass, false);

    private void pass() {
        try {
            allowed.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        passes.incrementAndGet();
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void awaitPass_returns_whenAPassBroughtItAbout() {
        allowed.release();
        lane.wake();
        lane.awaitPass(LONG, false, () -> passes.get() >= 1);

        assertThat(passes).hasValue(1);
        assertThat(lane.isDown()).isFalse();
    }

    @Test
    void awaitPass_givesUpAtOnce_whenAPassFails_andAWakeTriesAgain() {
        failure.set(new UnavailableException("no answer", true, null));
        allowed.release();
        lane.wake();
        long start = System.nanoTime();
        lane.awaitPass(LONG, false, () -> false);
        assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
        assertThat(lane.isDown()).isTrue();

        failure.set(null);
        allowed.release(2);
        lane.wake();
        while (lane.isDown()) {
            Thread.onSpinWait();
        }
        assertThat(passes.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anUnexpectedFailure_doesNotEndTheThread() {
        failure.set(new IllegalStateException("a defect"));
        allowed.release();
        lane.wake();
        lane.awaitPass(LONG, false, () -> false);
        failure.set(null);
        allowed.release();
        lane.wake();
        while (passes.get() < 2) {
            Thread.onSpinWait();
        }

        assertThat(passes).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void aFullBatch_wakesTheThread_andNothingElseDoes_beforeTheFirstWake() {
        lane.pending(5000);
        lane.awaitPass(Duration.ofMillis(1), false, () -> false);
        assertThat(passes).hasValue(0);

        allowed.release(10);
        lane.wake();
        lane.awaitPass(LONG, false, () -> passes.get() >= 1);
        long start = System.nanoTime();
        lane.pending(1000);
        lane.awaitPass(LONG, false, () -> passes.get() >= 2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    }

    @Test
    void between_breaksAPassOff_andPassesGoOnAfterwards() {
        lane.wake();
        while (!allowed.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        AtomicInteger seen = new AtomicInteger(-1);
        lane.between(() -> seen.set(passes.get()));
        assertThat(seen).hasValue(0);

        allowed.release();
        lane.wake();
        lane.awaitPass(LONG, false, () -> passes.get() == 1);
        assertThat(passes).hasValue(1);
    }

    @Test
    void close_interruptsAPass_andIsIdempotent() throws InterruptedException {
        lane.wake();
        lane.close();
        lane.close();
        lane.wake();

        assertThat(allowed.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(passes).hasValue(0);
        lane.awaitPass(LONG, false, () -> false);
    }
}
