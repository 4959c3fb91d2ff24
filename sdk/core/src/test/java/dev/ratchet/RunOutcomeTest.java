/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** How runs begin, go on and end. */
class RunOutcomeTest {

    @TempDir
    private Path folder;

    private Ratchet ratchet;

    @BeforeEach
    void open() {
        ratchet = TestStore.open(folder);
    }

    @AfterEach
    void close() {
        ratchet.close();
    }

    private RunRecord record(String id) {
        return TestStore.record(ratchet, id);
    }

    @Test
    void aBodyThatReturns_finishesTheRun() {
        String id = ratchet.experiment("e").run("r", run -> {
            assertThat(Run.current()).contains(run);
            return run.id();
        });

        assertThat(record(id).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record(id).endTime().orElseThrow())
                .isGreaterThanOrEqualTo(record(id).startTime());
        assertThat(Run.current()).isEmpty();
    }

    @Test
    void aBodyThatThrows_failsTheRun_andItsExceptionGoesOnUnchanged() {
        IOException checked = new IOException("no such file");
        List<String> ids = new ArrayList<>();

        Throwable thrown = catchThrowable(() -> ratchet.experiment("e").run("r", run -> {
            ids.add(run.id());
            throw checked;
        }));
        Throwable error = catchThrowable(() -> ratchet.experiment("e").run("r", run -> {
            ids.add(run.id());
            throw new AssertionError("not equal");
        }));

        assertThat(thrown).isSameAs(checked);
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(error).isInstanceOf(AssertionError.class);
        assertThat(ids).allSatisfy(id -> assertThat(record(id).status()).isEqualTo(RunStatus.FAILED));
        assertThat(record(ids.get(0)).tags()).containsEntry("ratchet.error", "IOException: no such file");
    }

    @Test
    void aRun_isFailed_whenSuccessWasNotStated() {
        Run stated = ratchet.experiment("e").start("stated");
        stated.complete();
        stated.close();
        Run silent = ratchet.experiment("e").start("silent");
        silent.close();
        Run failed = ratchet.experiment("e").start("failed");
        failed.fail(new IllegalStateException());
        failed.complete();
        failed.close();

        assertThat(record(stated.id()).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record(silent.id()).status()).isEqualTo(RunStatus.FAILED);
        assertThat(record(failed.id()).status()).isEqualTo(RunStatus.FAILED);
        assertThat(record(failed.id()).tags()).containsEntry("ratchet.error", "IllegalStateException");
    }

    @Test
    void children_nameTheRunAbove_andEndBeforeIt() {
        List<String> ids = new ArrayList<>();
        ratchet.experiment("e").run("parent", parent -> {
            ids.add(parent.id());
            parent.child("child", child -> {
                ids.add(child.id());
                assertThat(Run.current()).contains(child);
                return "";
            });
            assertThat(Run.current()).contains(parent);
            return "";
        });

        assertThat(record(ids.get(1)).tags()).containsEntry("mlflow.parentRunId", ids.get(0));
        assertThat(record(ids.get(1)).experimentId())
                .isEqualTo(record(ids.get(0)).experimentId());
        assertThat(record(ids.get(1)).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void current_isNoRun_thatAnotherThreadClosed() throws InterruptedException {
        Run outer = ratchet.experiment("e").start("outer");
        Run inner = ratchet.experiment("e").start("inner");
        Thread closer = new Thread(inner::close);
        closer.start();
        closer.join();

        assertThat(Run.current()).contains(outer);
        outer.close();
        assertThat(Run.current()).isEmpty();
    }

    @Test
    void openRuns_areFailed_whenTheRatchetIsClosed() {
        Run open = ratchet.experiment("e").start("open");
        ratchet.close();
        ratchet.close();

        try (Ratchet again = TestStore.open(folder)) {
            assertThat(TestStore.record(again, open.id()).status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void resume_opensAnEndedRunAgain_andEndsItAnew() {
        Run first = ratchet.experiment("e").start("r");
        first.logParam("depth", 4);
        first.logMetric("loss", 0.5, 1);
        first.close();
        Run second = ratchet.resume(first.id());
        assertThat(record(first.id()).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(second.name()).isEqualTo("r");
        assertThat(second.experiment().name()).isEqualTo("e");
        second.logParam("depth", 5);
        second.logMetric("loss", 0.4, 2);
        second.complete();
        second.close();

        RunRecord run = record(first.id());
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.params()).containsEntry("depth", "4");
        assertThat(Objects.requireNonNull(run.metrics().get("loss")).value()).isEqualTo(0.4);
        assertThat(ratchet.local().tracking().metricHistory(run.id(), "loss")).hasSize(2);
        assertThat(second.problems()).hasSize(1);
    }

    @Test
    void resume_joinsARun_thatIsBeingWritten_andLeavesItsEndToItsOwner() {
        Run owner = ratchet.experiment("e").start("r");
        try (Ratchet other = TestStore.open(folder)) {
            Run joined = other.resume(owner.id());
            joined.logMetric("joined", 1);
            joined.complete();
            joined.close();
            assertThat(record(owner.id()).status()).isEqualTo(RunStatus.RUNNING);
        }
        owner.logMetric("own", 2);
        owner.complete();
        owner.close();

        assertThat(record(owner.id()).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record(owner.id()).metrics()).containsKeys("joined", "own");
    }

    @Test
    void resume_ofWhatIsNotThere_namesTheStore() {
        assertThatThrownBy(() -> ratchet.resume("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("0123456789abcdef0123456789abcdef")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("ratchet runs list");
        assertThatThrownBy(() -> ratchet.resume("../../etc")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theOrderOfARun_holds_whenTheClockIsSetBack() {
        AtomicLong now = new AtomicLong(1_800_000_000_000L);
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now.get());
            }
        };
        try (Ratchet stepping = TestStore.builder(folder).clock(clock).open()) {
            Run run = stepping.experiment("e").start("r");
            run.setTag("phase", "train");
            now.addAndGet(-3_600_000);
            run.setTag("phase", "test");
            run.complete();
            run.close();
            assertThat(record(run.id()).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(record(run.id()).tags()).containsEntry("phase", "test");

            stepping.resume(run.id()).close();
            assertThat(record(run.id()).status()).isEqualTo(RunStatus.FAILED);
            assertThat(stepping.sync(false, words -> {}).runs()).isEmpty();
        }
    }
}
