/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** A real server acts and its answer is lost: nothing may happen twice. */
class LostAnswersTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    private static final Fault LOST = Fault.cutAfter(0);
    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private FaultProxy proxy;
    private Stores stores;
    private TrackingStore tracking;
    private String experimentId;

    @BeforeEach
    void open() {
        proxy = FaultProxy.to(MLFLOW.uri());
        stores = OpenedStores.at(proxy.uri());
        tracking = stores.tracking();
        experimentId = tracking.createExperiment("lost-" + UUID.randomUUID()).id();
    }

    @AfterEach
    void close() {
        stores.close();
        proxy.close();
    }

    private RunRecord run() {
        return tracking.createRun(new NewRun(experimentId, UUID.randomUUID().toString(), "a run", NOW, Map.of()));
    }

    private ModelRecord model() {
        return tracking.createModel(newModel(run()));
    }

    private static NewModel newModel(RunRecord run) {
        return new NewModel(run.experimentId(), run.id(), UUID.randomUUID().toString(), "model", Map.of(), Map.of());
    }

    private static void assertUnknownOutcome(Runnable call) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(UnavailableException.class))
                .matches(UnavailableException::mayHaveHappened);
    }

    @Test
    void createRun_leavesOneRun_thatIsFoundByItsKey() {
        NewRun wanted = new NewRun(experimentId, UUID.randomUUID().toString(), "a run", NOW, Map.of());
        proxy.inject(LOST.onlyFor("runs/create").times(1));

        assertUnknownOutcome(() -> tracking.createRun(wanted));

        assertThat(proxy.hits()).isEqualTo(1);
        assertThat(tracking.findRuns(experimentId, wanted.key()))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.name()).isEqualTo("a run");
                    assertThat(run.key()).isEqualTo(wanted.key());
                });
    }

    @Test
    void createVersion_leavesOneVersion_thatIsFoundByItsKey() {
        String name = "lost-" + UUID.randomUUID();
        ModelRecord model = model();
        stores.registry().createVersion(new NewVersion(name, "first", model, Map.of(), ""));
        proxy.inject(LOST.onlyFor("model-versions/create").times(1));

        assertUnknownOutcome(
                () -> stores.registry().createVersion(new NewVersion(name, "second", model, Map.of(), "")));

        assertThat(stores.registry().findVersions(name, "second")).hasSize(1);
        assertThat(stores.registry().versions(name)).hasSize(2);
    }

    @Test
    void everythingElse_isRepeated_andHappensOnce() {
        RunRecord run = run();
        ModelRecord model = tracking.createModel(newModel(run));
        String name = "lost-" + UUID.randomUUID();
        stores.registry().createVersion(new NewVersion(name, "first", model, Map.of(), ""));
        stores.registry().createVersion(new NewVersion(name, "second", model, Map.of(), ""));
        Batch batch = new Batch(
                List.of(new MetricPoint("auc", 0.5, NOW, 1), new MetricPoint("auc", Double.NaN, NOW, 2)),
                Map.of("depth", "4"),
                Map.of("team", "ratchet"));
        int before = proxy.hits();

        losing(() -> tracking.logBatch(run.id(), batch));
        losing(() -> tracking.logInputs(run.id(), OpenedStores.dataset()));
        losing(() -> tracking.logModelMetrics(run.id(), model, "", "", List.of(new MetricPoint("f1", 1, NOW, 0))));
        losing(() -> tracking.finishModel(model, """
                {"run_id": "%s", "artifact_path": "model", "utc_time_created": "2026-11-21 08:00:31.062044", "flavors": {}}
                """.formatted(run.id())));
        losing(() -> stores.registry().setAlias(name, "champion", 2));
        losing(() -> stores.registry().deleteAlias(name, "champion"));
        losing(() -> stores.registry().deleteVersion(name, 1));
        losing(() -> tracking.createExperiment("lost-" + UUID.randomUUID()));

        assertThat(proxy.hits() - before).isEqualTo(8);
        RunRecord kept = tracking.run(run.id());
        assertThat(tracking.metricHistory(run.id(), "auc")).isEqualTo(batch.metrics());
        assertThat(tracking.metricHistory(run.id(), "f1")).hasSize(1);
        assertThat(kept.params()).isEqualTo(batch.params());
        assertThat(kept.inputs()).isEqualTo(OpenedStores.dataset());
        assertThat(kept.modelIds()).containsExactly(model.id());
        assertThat(stores.registry().versions(name)).singleElement().satisfies(version -> {
            assertThat(version.number()).isEqualTo(2);
            assertThat(version.aliases()).isEmpty();
        });
    }

    private void losing(Runnable call) {
        proxy.inject(LOST.times(1));
        call.run();
    }

    @Test
    void uploadsAndDownloads_thatBreakOff_areRepeated() throws IOException, NoSuchAlgorithmException {
        byte[] bytes = new byte[2_000_000];
        new java.util.Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("sent"), bytes);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String root = run().artifactRoot();

        losing(() -> stores.artifacts().upload(root, "model/data.bin", file, digest));
        assertThat(stores.artifacts().list(root, "model"))
                .containsExactly(new ArtifactRecord("model/data.bin", false, bytes.length));

        Path target = folder.resolve("received");
        proxy.inject(Fault.cutAfter(1_000_000).times(1));
        stores.artifacts().download(root, "model/data.bin", target);
        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void downloads_thatNeverCome_leaveNothingBehind() throws IOException {
        Path sent = Files.writeString(folder.resolve("sent"), "x");
        String root = run().artifactRoot();
        stores.artifacts().upload(root, "x", sent, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
        Path target = folder.resolve("targets/received");
        proxy.inject(LOST.onlyFor("GET /api/2.0/mlflow-artifacts/artifacts/"));

        assertUnknownOutcome(() -> stores.artifacts().download(root, "x", target));

        assertThat(target.getParent()).isEmptyDirectory();
    }
}
