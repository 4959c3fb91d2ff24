/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.LoggedModel;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.PruneReport;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Delivery and retention, with another local store in place of the server. */
class RetentionTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Clock IN_EIGHT_DAYS = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    private static final LoggableModel MODEL = writer -> {
        Files.writeString(writer.directory().resolve("weights.bin"), "weights");
        writer.flavor("test", Map.of("data", "weights.bin"));
    };

    @TempDir
    private Path folder;

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
        server = LocalStores.open(folder.resolve("server"), Clock.systemUTC());
        layout = new StoreLayout(ratchet.directory());
        server.tracking().createExperiment("e");
    }

    @AfterEach
    void close() {
        ratchet.close();
        server.close();
    }

    private Run run(String name) {
        Run run = ratchet.experiment("e").start(name);
        run.logParam("depth", 4);
        run.logMetric("loss", 0.5, 1);
        run.logText("text", "a/b.txt");
        return run;
    }

    private String finished(String name) {
        Run run = run(name);
        run.complete();
        run.close();
        return run.id();
    }

    private SyncReport sync() {
        return new Sync(layout, server, Clock.systemUTC(), words -> {}).run(false, Duration.ZERO);
    }

    private PruneReport prune(Clock clock) {
        return new Retention(layout, server, clock).prune(WEEK);
    }

    private boolean isHere(String key) {
        return layout.existingRun(key).isPresent();
    }

    @Test
    void sync_deliversEverything_andTheSecondTimeNothing() {
        Run run = run("r");
        run.logModel("model", MODEL);
        run.register("churn", MODEL);
        run.complete();
        run.close();

        SyncReport first = sync();
        SyncReport second = sync();

        assertThat(first.isComplete()).isTrue();
        assertThat(first.runs()).hasSize(1);
        assertThat(second.runs()).isEmpty();
        assertThat(second.upToDate()).isEqualTo(1);
        RunRecord delivered =
                server.tracking().searchRuns(RunQuery.of(List.of(), 10)).runs().get(0);
        assertThat(delivered.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(delivered.params()).containsEntry("depth", "4");
        assertThat(delivered.modelIds()).hasSize(1);
        assertThat(server.artifacts().list(delivered.artifactRoot(), "a")).hasSize(1);
        assertThat(server.registry().versions("churn")).hasSize(1);
    }

    @Test
    void whatWasAcknowledged_isRemovedAfterAWeek() throws Exception {
        Run run = run("r");
        run.logModel("model", MODEL);
        run.complete();
        run.close();
        sync();

        assertThat(prune(Clock.systemUTC()).removed()).isEmpty();
        assertThat(isHere(run.id())).isTrue();
        PruneReport report = prune(IN_EIGHT_DAYS);

        assertThat(report.removed()).containsExactly(run.id());
        assertThat(report.bytes()).isPositive();
        assertThat(report.kept()).isZero();
        assertThat(isHere(run.id())).isFalse();
        assertThat(layout.models()).isEmptyDirectory();
        assertThat(layout.trash()).isEmptyDirectory();
        assertThat(sync().runs()).isEmpty();
        assertThat(server.tracking().searchRuns(RunQuery.of(List.of(), 10)).runs())
                .hasSize(1);
    }

    @Test
    void whatWasNotDelivered_staysForEver() {
        String never = finished("never");
        Run open = run("open");
        sync();
        String later = finished("later");

        assertThat(prune(IN_EIGHT_DAYS).removed()).containsExactly(never);
        assertThat(isHere(open.id())).isTrue();
        assertThat(isHere(later)).isTrue();
        open.logMetric("loss", 0.1, 2);
        open.complete();
        open.close();
        assertThat(prune(IN_EIGHT_DAYS).removed()).isEmpty();
    }

    @Test
    void whatWasDamagedOrRefused_stays() throws Exception {
        Run changed = run("changed");
        changed.logParam("depth", 5);
        changed.complete();
        changed.close();
        String damaged = finished("damaged");
        SyncReport report = sync();
        assertThat(report.isComplete()).isFalse();
        Path journal = layout.run(damaged).journals().get(0);
        byte[] bytes = Files.readAllBytes(journal);
        bytes[60] ^= 1;
        Files.write(journal, bytes, StandardOpenOption.WRITE);

        assertThat(prune(IN_EIGHT_DAYS).removed()).isEmpty();
        assertThat(isHere(changed.id())).isTrue();
        assertThat(isHere(damaged)).isTrue();
    }

    @Test
    void aRun_stays_whileAnotherNeedsIt() {
        Run parent = run("parent");
        Run child = parent.startChild("child");
        parent.complete();
        parent.close();
        Run maker = run("maker");
        LoggedModel model = maker.logModel("model", MODEL);
        maker.complete();
        maker.close();
        sync();
        Run user = run("user");
        user.register("churn", model);

        assertThat(prune(IN_EIGHT_DAYS).removed()).isEmpty();

        child.complete();
        child.close();
        sync();
        assertThat(prune(IN_EIGHT_DAYS).removed()).containsExactlyInAnyOrder(parent.id(), child.id());
        assertThat(isHere(maker.id())).isTrue();
        assertThat(model.directory()).isDirectory();
    }

    @Test
    void aRunBeingDelivered_stays() {
        String id = finished("r");
        sync();
        try (RunDelivery delivery = RunDelivery.tryOpen(layout.run(id), new Target(server), Clock.systemUTC(), false)) {
            assertThat(delivery).isNotNull();
            assertThat(prune(IN_EIGHT_DAYS).removed()).isEmpty();
        }
        assertThat(prune(IN_EIGHT_DAYS).removed()).containsExactly(id);
    }

    private List<String> some(int most) {
        return new Retention(layout, server, IN_EIGHT_DAYS)
                .tryPrune(WEEK, most, () -> false)
                .orElseThrow()
                .removed();
    }

    @Test
    void someRuns_go_theRunsBelowFirst() {
        Run parent = run("parent");
        List<String> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (Run child = parent.startChild("child " + i)) {
                child.complete();
                children.add(child.id());
            }
        }
        parent.complete();
        parent.close();
        sync();

        List<String> first = some(2);
        assertThat(first).hasSize(2).isSubsetOf(children);
        assertThat(isHere(parent.id())).isTrue();
        List<String> second = some(2);

        children.removeAll(first);
        assertThat(second).containsExactly(children.get(0), parent.id());
    }

    /** Beside a training, the journals and locks of runs that are not to go are left alone. */
    @Test
    void someRuns_go_theOthersAreNotLookedAt() throws IOException {
        List<String> ids = List.of(finished("a"), finished("b"), finished("c"));
        sync();
        String target = new Target(server).id();
        for (String id : ids) {
            Files.delete(layout.run(id).deliveryLock(target));
        }

        assertThat(some(1)).hasSize(1);

        assertThat(ids)
                .filteredOn(this::isHere)
                .hasSize(2)
                .allSatisfy(
                        id -> assertThat(layout.run(id).deliveryLock(target)).doesNotExist());
    }

    @Test
    void onePrunes_atATime() throws IOException {
        String id = finished("r");
        sync();
        Retention retention = new Retention(layout, server, IN_EIGHT_DAYS);
        try (ProcessLock lock = ProcessLock.tryAcquire(layout.trashLock())) {
            assertThat(lock).isNotNull();
            assertThat(retention.tryPrune(WEEK, 100, () -> false)).isEmpty();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> retention.prune(WEEK))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("Another process prunes", "trash.lock", "Prune again");
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(isHere(id)).isTrue();
        assertThat(prune(IN_EIGHT_DAYS).removed()).containsExactly(id);
    }

    /** What it needs cannot be told, and a sync may deliver it later. */
    @Test
    void nothingGoes_whileARunCannotBeRead() throws IOException {
        String id = finished("r");
        sync();
        Run newer = run("newer");
        newer.complete();
        newer.close();
        Path journal = layout.run(newer.id()).journals().get(0);
        byte[] bytes = Files.readAllBytes(journal);
        ByteBuffer header = ByteBuffer.wrap(bytes).putShort(8, (short) 99);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 10);
        header.putInt(10, (int) crc.getValue());
        Files.write(journal, bytes);
        Files.delete(layout.run(newer.id()).summary());

        assertThatThrownBy(() -> prune(IN_EIGHT_DAYS))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("Nothing is pruned", newer.id(), "journal format 99");

        assertThat(isHere(id)).isTrue();
    }

    @Test
    void nothingGoes_whileARegisteredModelCannotBeRead() throws IOException {
        String id = finished("r");
        sync();
        Path file = layout.registeredModel("churn").resolve("model.json");
        Files.createDirectories(file);

        assertThatThrownBy(() -> prune(IN_EIGHT_DAYS))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("which models are registered", "model.json");
        assertThat(isHere(id)).isTrue();

        Files.delete(file);
        assertThat(prune(IN_EIGHT_DAYS).removed()).containsExactly(id);
    }

    @Test
    void prune_isRefused_withoutAServer() {
        assertThatThrownBy(() -> ratchet.prune(WEEK))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("no server is set")
                .hasMessageContaining("MLFLOW_TRACKING_URI");
        assertThatThrownBy(() -> ratchet.prune(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("olderThan < 0");
    }
}
