/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.distributed;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Four processes in one run, two of which are killed. */
@Timeout(600)
class DistributedRunTest {

    private static final int RANKS = 4;
    private static final int STEPS = 100;

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path folder;

    private final List<RankProcess> ranks = new ArrayList<>();

    private Ratchet open(Path store, String server) {
        RatchetBuilder builder = Ratchet.builder()
                .environment(Map.of())
                .store(store)
                .probeTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1));
        return server.equals("local")
                ? builder.localOnly().open()
                : builder.trackingUri(URI.create(server)).open();
    }

    /** Rank 0 begins the run, the others join it. */
    private String start(String server, List<Path> stores) throws Exception {
        ranks.add(new RankProcess(0, folder, stores.get(0), server, "distributed-" + UUID.randomUUID()));
        String run = ranks.get(0).run();
        for (int rank = 1; rank < RANKS; rank++) {
            ranks.add(new RankProcess(rank, folder, stores.get(rank), server, run));
        }
        for (RankProcess rank : ranks) {
            assertThat(rank.run()).isNotEmpty();
            rank.awaitMore(STEPS);
        }
        return run;
    }

    /** Kills ranks 1 and 2, ends the owner while rank 3 goes on, and rank 3 last. */
    private void killTwoAndEndTheRest() throws Exception {
        ranks.get(1).kill();
        ranks.get(2).kill();
        ranks.get(0).awaitMore(STEPS);
        ranks.get(3).awaitMore(STEPS);
        ranks.get(0).end();
        ranks.get(3).awaitMore(STEPS);
        ranks.get(3).end();
    }

    private void assertComplete(Stores stores, String id) {
        RunRecord run = stores.tracking().run(id);
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.params()).containsEntry("shared", "the same of all");
        for (int rank = 0; rank < RANKS; rank++) {
            List<MetricPoint> points = stores.tracking().metricHistory(id, "rank-" + rank + "/loss");
            assertThat(points)
                    .as("rank " + rank)
                    .hasSizeGreaterThan(ranks.get(rank).step())
                    .extracting(MetricPoint::step)
                    .containsExactlyElementsOf(
                            LongStream.range(0, points.size()).boxed().toList());
            assertThat(run.params()).containsKey("rank-" + rank + ".pid");
            assertThat(run.metrics()).containsKey("system/rank-" + rank + "/cpu_utilization_percentage");
            assertThat(stores.artifacts().list(run.artifactRoot(), "rank-" + rank))
                    .hasSize(1);
        }
        assertThat(run.metrics()).doesNotContainKey("system/cpu_utilization_percentage");
    }

    private void stopAll() {
        ranks.forEach(RankProcess::close);
    }

    @Test
    void ranksOfOneMachine_logIntoOneRunOfTheServer() throws Exception {
        Path store = folder.resolve("store");
        String server = MLFLOW.uri().toString();
        try {
            String run = start(server, List.of(store, store, store, store));
            killTwoAndEndTheRest();
            // Those that live have delivered what the dead ones logged, too.
            try (Ratchet ratchet = open(store, server)) {
                assertComplete(ratchet.server().orElseThrow(), run);
                SyncReport report = ratchet.sync(false, words -> {});
                assertThat(report.runs()).isEmpty();
                assertThat(report.upToDate()).isEqualTo(1);
            }
        } finally {
            stopAll();
        }
    }

    @Test
    void ranksOfSeveralMachines_logIntoOneRunOfTheServer() throws Exception {
        List<Path> stores = List.of(
                folder.resolve("store-0"),
                folder.resolve("store-1"),
                folder.resolve("store-2"),
                folder.resolve("store-3"));
        String server = MLFLOW.uri().toString();
        try {
            String run = start(server, stores);
            killTwoAndEndTheRest();
            for (Path store : stores) {
                try (Ratchet ratchet = open(store, server)) {
                    assertThat(ratchet.sync(false, words -> {}).isComplete()).isTrue();
                }
            }
            try (Ratchet ratchet = open(stores.get(0), server)) {
                assertComplete(ratchet.server().orElseThrow(), run);
            }
        } finally {
            stopAll();
        }
    }

    @Test
    void ranks_logIntoOneRunOfTheLocalStore() throws Exception {
        Path store = folder.resolve("store");
        try {
            String run = start("local", List.of(store, store, store, store));
            killTwoAndEndTheRest();
            try (Ratchet ratchet = open(store, "local")) {
                assertComplete(ratchet.local(), run);
            }
        } finally {
            stopAll();
        }
    }

    @Test
    void run_goesOn_whenItsOwnerIsKilled_andEndsWhenThatIsStartedAgain() throws Exception {
        Path store = folder.resolve("store");
        try {
            String run = start("local", List.of(store, store, store, store));
            ranks.get(0).kill();
            ranks.get(1).kill();
            try (Ratchet ratchet = open(store, "local")) {
                ratchet.sync(false, words -> {});
                assertThat(ratchet.local().tracking().run(run).status()).isEqualTo(RunStatus.RUNNING);
                ranks.get(2).awaitMore(STEPS);
                try (Run again = ratchet.resume(run)) {
                    again.logMetric("rank-0/again", 1, 0);
                    again.complete();
                }
            }
            ranks.get(2).end();
            ranks.get(3).end();
            try (Ratchet ratchet = open(store, "local")) {
                RunRecord record = ratchet.local().tracking().run(run);
                assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
                assertThat(record.params()).containsKeys("rank-1.pid", "rank-3.pid");
                assertThat(record.metrics()).containsKeys("rank-0/loss", "rank-0/again", "rank-1/loss", "rank-2/loss");
            }
        } finally {
            stopAll();
        }
    }
}
