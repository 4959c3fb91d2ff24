/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A run that goes on in the process that ended it, with another local store in place of the server. */
@Timeout(60)
class ResumedRunTest {

    /** Longer than the test may take, so that nothing may wait for it. */
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private Ratchet ratchet;
    private Stores server;

    @BeforeEach
    void open() {
        server = LocalStores.open(folder.resolve("server"), Clock.systemUTC());
        ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(folder.resolve("store"))
                .trackingUri(CountedStores.at(folder.resolve("server")))
                .closeTimeout(LONG)
                .open();
    }

    @AfterEach
    void close() {
        ratchet.close();
        server.close();
    }

    private void sync() {
        ratchet.sync(false, words -> {});
    }

    private RunRecord delivered(String id) {
        ratchet.close();
        return server.tracking().run(id);
    }

    @Test
    void sync_keepsTheDeliveryOfARun_thatIsOpenAgain() {
        String key = ratchet.experiment("e").run("twice", run -> {
            run.logMetric("before", 1, 0);
            return run.id();
        });
        sync();

        Run again = ratchet.resume(key);
        again.logMetric("between", 1, 0);
        sync();
        again.logMetric("after", 1, 0);
        again.complete();
        again.close();

        RunRecord record = delivered(again.mlflowRunId().orElseThrow());
        assertThat(record.metrics()).containsOnlyKeys("before", "between", "after");
        assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void sync_keepsTheDeliveryOfARun_thatAGuestHasLeft() {
        Run owner = ratchet.experiment("e").start("shared");
        Run guest = ratchet.resume(owner.id());
        guest.logMetric("of_the_guest", 1, 0);
        guest.close();
        sync();
        owner.logMetric("of_the_owner", 1, 0);
        owner.complete();
        owner.close();

        RunRecord record = delivered(owner.mlflowRunId().orElseThrow());
        assertThat(record.metrics()).containsOnlyKeys("of_the_guest", "of_the_owner");
        assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void sync_keepsTheDeliveryOfAJoinedRun_thatIsOpenAgain() {
        String experiment = server.tracking().createExperiment("e").id();
        String id = server.tracking()
                .createRun(new NewRun(experiment, "", "of another tool", 1, Map.of()))
                .id();
        Run joined = ratchet.resume(id);
        joined.logMetric("before", 1, 0);
        joined.close();
        sync();

        Run again = ratchet.resume(joined.id());
        sync();
        again.logMetric("after", 1, 0);
        again.close();

        RunRecord record = delivered(id);
        assertThat(record.metrics()).containsOnlyKeys("before", "after");
        assertThat(record.status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void attach_logsToARunThatHasEnded_andChangesNothingOfItsEnd() {
        String[] id = new String[1];
        String key = ratchet.experiment("e").run("owned", run -> {
            id[0] = run.mlflowRunId().orElseThrow();
            return run.id();
        });
        try (Run rank = ratchet.attach(key)) {
            rank.logMetric("late", 1, 0);
            rank.fail(new IllegalStateException("a rank failed"));
        }
        try (Run rank = ratchet.attach(id[0])) {
            rank.logMetric("later", 1, 0);
        }

        assertThat(ratchet.local().tracking().run(key).status()).isEqualTo(RunStatus.FINISHED);
        RunRecord record = delivered(id[0]);
        assertThat(record.metrics()).containsOnlyKeys("late", "later");
        assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void attach_saysThatThereIsNoSuchRun() {
        assertThatThrownBy(() -> ratchet.attach("no-such-run"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such-run");
    }
}
