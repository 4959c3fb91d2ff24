/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.LoggedModel;
import dev.ratchet.Ratchet;
import dev.ratchet.RefusedException;
import dev.ratchet.SyncReport;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.store.Batch;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sync says and does when single calls fail, with another local store in place of the server. */
class SyncTest {

    private static final LoggableModel MODEL = writer -> {
        Files.writeString(writer.directory().resolve("weights.bin"), "weights");
        writer.flavor("test", Map.of("data", "weights.bin"));
    };

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private GuardedStores.Guard guard = (method, arguments) -> {};
    private Ratchet ratchet;
    private Stores server;
    private StoreLayout layout;

    @BeforeEach
    void open() {
        ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(folder.resolve("store"))
                .localOnly()
                .open();
        layout = new StoreLayout(ratchet.directory());
        server = GuardedStores.of(
                LocalStores.open(folder.resolve("server"), Clock.systemUTC()),
                (method, arguments) -> guard.before(method, arguments));
    }

    @AfterEach
    void close() {
        ratchet.close();
        server.close();
    }

    private SyncReport sync(Duration settle) {
        return new Sync(layout, server, Clock.systemUTC(), said::add).run(false, settle);
    }

    private static SyncReport.SyncedRun named(SyncReport report, String name) {
        return report.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A run that registers a model of the run below it, which also logs a file that is refused. */
    private void sweep() {
        ratchet.experiment("e").run("all", run -> {
            LoggedModel best = run.child("depth 4", child -> {
                child.logText("no", "bad.txt");
                return child.logModel("model", MODEL);
            });
            return run.register("best", best);
        });
    }

    private static void refuseBadFile(String method, List<?> arguments) {
        if (method.equals("upload") && arguments.get(1).equals("bad.txt")) {
            throw new RefusedException("no such files here");
        }
    }

    @Test
    void aVersion_waitsForAModelOfAnotherRun_thatIsNotDeliveredYet() {
        sweep();
        guard = (method, arguments) -> {
            refuseBadFile(method, arguments);
            if (method.equals("createModel")) {
                throw new UnavailableException("down", false, null);
            }
        };
        SyncReport first = sync(Duration.ZERO);
        assertThat(named(first, "all").waiting()).contains("waits for its model", "depth 4");
        assertThat(named(first, "all").refused()).isEmpty();

        guard = SyncTest::refuseBadFile;
        SyncReport second = sync(Duration.ZERO);
        assertThat(named(second, "all").waiting()).isEmpty();
        assertThat(named(second, "all").refused()).isEmpty();
        assertThat(server.registry().versions("best")).hasSize(1);
    }

    @Test
    void aVersion_isRefused_whenTheModelOfAnotherRunWas() {
        sweep();
        guard = (method, arguments) -> {
            if (method.equals("createModel")) {
                throw new RefusedException("no models here");
            }
        };

        SyncReport report = sync(Duration.ZERO);

        assertThat(named(report, "depth 4").refused())
                .singleElement()
                .asString()
                .contains("model 'model'");
        assertThat(named(report, "all").waiting()).isEmpty();
        assertThat(named(report, "all").refused()).singleElement().asString().contains("'best'", "model was refused");
    }

    @Test
    void metricsOfAModel_areSentWithoutTheLink_whenTheServerRefusesIt() {
        ratchet.experiment("e").run("r", run -> {
            LoggedModel model = run.logModel("tree", MODEL);
            model.logMetrics(Map.of("auc", 0.5, "bad", 1.0), 3, null);
            return model;
        });
        guard = (method, arguments) -> {
            if (method.equals("logModelMetrics")) {
                throw new RefusedException("no links here");
            }
            if (method.equals("logBatch")
                    && arguments.get(1) instanceof Batch batch
                    && batch.metrics().stream().anyMatch(point -> point.key().equals("bad"))) {
                throw new RefusedException("no bad here");
            }
        };

        SyncReport report = sync(Duration.ZERO);

        RunRecord run =
                server.tracking().searchRuns(RunQuery.of(List.of(), 10)).runs().get(0);
        assertThat(run.metrics()).containsOnlyKeys("auc");
        assertThat(named(report, "r").waiting()).isEmpty();
        assertThat(named(report, "r").refused())
                .hasSize(2)
                .anySatisfy(words -> assertThat(words).contains("model 'tree'", "auc", "bad", "no links here"))
                .anySatisfy(words -> assertThat(words).contains("metric 'bad' at step 3", "no bad here"));
    }

    /** Leaves a create behind of which nobody knows whether it happens later. */
    private void runWithALostCreate(String name) {
        String key = ratchet.experiment("e").run(name, run -> run.id());
        RunFolder run = layout.run(key);
        try (Acknowledged acknowledged = Acknowledged.open(run, new Target(server).id())) {
            acknowledged.attempt(RunDelivery.RUN, System.currentTimeMillis());
        }
    }

    @Test
    void sync_deliversAllRuns_beforeItWaitsOnceForTheirLostCreates() {
        runWithALostCreate("first");
        runWithALostCreate("second");

        SyncReport report = sync(Duration.ofMillis(200));

        assertThat(said).hasSize(3);
        assertThat(said.subList(0, 2)).allMatch(words -> words.startsWith("run '"));
        assertThat(said.get(2)).isEqualTo("waiting for 2 unanswered request(s)");
        assertThat(report.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.waiting())
                        .startsWith("1 request(s)")
                        .contains("never answered", "sync again later"));
        assertThat(server.tracking().searchRuns(RunQuery.of(List.of(), 10)).runs())
                .hasSize(2);
    }
}
