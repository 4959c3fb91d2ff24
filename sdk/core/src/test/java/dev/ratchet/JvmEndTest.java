/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the end of a process leaves of its runs. */
class JvmEndTest {

    /** Opens a run, logs, and ends as it is told: by exit, by waiting to be killed, or by a full disk. */
    static final class Child {

        private Child() {}

        @SuppressWarnings("SystemExitOutsideMain")
        public static void main(String[] arguments) {
            Ratchet ratchet = TestStore.open(Path.of(arguments[1]));
            Run run = ratchet.experiment("end").start("child");
            run.logParam("depth", 4);
            run.logMetric("loss", 0.5, 1);
            if (arguments[0].equals("fill")) {
                for (int i = 0; i < 20_000; i++) {
                    run.logMetric("filling", i, i);
                }
                System.out.println("PROBLEMS " + run.problems());
                run.complete();
                run.close();
                try (Run later = ratchet.experiment("end").start("later")) {
                    later.logMetric("loss", 0.25);
                    later.complete();
                }
                ratchet.close();
                System.out.println("RUN " + run.id());
                return;
            }
            System.out.println("RUN " + run.id());
            if (arguments[0].equals("exit")) {
                System.exit(3);
            }
            ChildJvm.awaitParent();
        }
    }

    @TempDir
    private Path store;

    @Test
    void anOpenRun_isKilled_whenTheJvmExits() throws Exception {
        String id;
        try (ChildJvm child = ChildJvm.start(Child.class, "exit", store.toString())) {
            id = child.await("RUN ");
            assertThat(child.exitCode()).isEqualTo(3);
        }

        try (Ratchet ratchet = TestStore.open(store)) {
            RunRecord run = TestStore.record(ratchet, id);
            assertThat(run.status()).isEqualTo(RunStatus.KILLED);
            assertThat(run.params()).containsEntry("depth", "4");
        }
    }

    @Test
    void anOpenRun_isEndedBySync_whenItsProcessWasKilled() throws Exception {
        String id;
        try (ChildJvm child = ChildJvm.start(Child.class, "wait", store.toString());
                Ratchet ratchet = TestStore.open(store)) {
            id = child.await("RUN ");
            assertThat(ratchet.sync(false, words -> {}).runs()).isEmpty();
            assertThat(TestStore.record(ratchet, id).status()).isEqualTo(RunStatus.RUNNING);
            child.kill();

            RunRecord left = TestStore.record(ratchet, id);
            assertThat(left.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(left.metrics()).containsKey("loss");

            SyncReport first = ratchet.sync(false, words -> {});
            RunRecord ended = TestStore.record(ratchet, id);
            SyncReport second = ratchet.sync(false, words -> {});

            assertThat(first.runs()).singleElement().satisfies(run -> {
                assertThat(run.key()).isEqualTo(id);
                assertThat(run.ended()).isTrue();
                assertThat(run.status()).isEqualTo(RunStatus.KILLED);
            });
            assertThat(ended.status()).isEqualTo(RunStatus.KILLED);
            assertThat(ended.endTime().orElseThrow()).isBetween(ended.startTime(), System.currentTimeMillis());
            assertThat(second.runs()).isEmpty();
            assertThat(TestStore.record(ratchet, id)).isEqualTo(ended);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDisk_isCountedSaidOnceAndMarked_andTheRunStaysReadable() throws Exception {
        String id;
        List<String> output;
        try (ChildJvm child = ChildJvm.startWithFileLimit(64, Child.class, "fill", store.toString())) {
            String problems = child.await("PROBLEMS ");
            assertThat(problems).contains("values could not be written");
            id = child.await("RUN ");
            output = child.said();
            assertThat(child.exitCode()).isZero();
        }

        assertThat(output)
                .filteredOn(line -> line.contains("WARN"))
                .singleElement()
                .asString()
                .contains("cannot be written");
        try (Ratchet ratchet = TestStore.open(store)) {
            RunRecord run = TestStore.record(ratchet, id);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.params()).containsEntry("depth", "4");
            int kept = ratchet.local().tracking().metricHistory(id, "filling").size();
            assertThat(kept).isBetween(100, 19_000);
            assertThat(run.tags().get("ratchet.lost")).startsWith((20_000 - kept) + " values could not be written: ");
            assertThat(ratchet.local()
                            .tracking()
                            .searchRuns(dev.ratchet.store.RunQuery.of(List.of(), 10))
                            .runs())
                    .hasSize(2)
                    .anySatisfy(later -> {
                        assertThat(later.name()).isEqualTo("later");
                        assertThat(later.status()).isEqualTo(RunStatus.FINISHED);
                        assertThat(later.tags()).doesNotContainKey("ratchet.lost");
                    });
        }
    }
}
