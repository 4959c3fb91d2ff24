/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** What only MLflow 3 has, or only it can do. */
class Mlflow3Test {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    private static final long NOW = 1_800_000_000_000L;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Stores stores;

    @BeforeAll
    static void open() {
        stores = OpenedStores.at(MLFLOW.uri());
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private static ModelRecord model() {
        String experimentId =
                stores.tracking().createExperiment("only3-" + UUID.randomUUID()).id();
        RunRecord run = stores.tracking().createRun(new NewRun(experimentId, "key", "a run", NOW, Map.of()));
        return stores.tracking()
                .createModel(new NewModel(experimentId, run.id(), "key", "model", Map.of("depth", "4"), Map.of()));
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(MLFLOW.uri() + path)).build();
        return new ObjectMapper()
                .readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(MLFLOW.uri() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void server_isDescribed() {
        ServerDescription description = stores.tracking().describe(Duration.ofSeconds(30));

        assertThat(description.version()).isEqualTo(MLFLOW.server().generation().version());
        assertThat(description.address()).isEqualTo(MLFLOW.uri().toString());
        assertThat(description.capabilities())
                .containsEntry("logged_models", true)
                .containsEntry("workspaces", false);
    }

    @Test
    void modelMetrics_areLinkedToModelAndDataset_butForNonFiniteOnes() throws IOException, InterruptedException {
        ModelRecord model = model();
        List<MetricPoint> points = List.of(
                new MetricPoint("auc", 0.9, NOW, 3),
                new MetricPoint("loss", Double.NaN, NOW, 3),
                new MetricPoint("gain", Double.POSITIVE_INFINITY, NOW, 3));

        stores.tracking().logModelMetrics(model.runId(), model, "churn", "abc", points);

        JsonNode data =
                get("/api/2.0/mlflow/logged-models/" + model.id()).path("model").path("data");
        assertThat(data.path("metrics")).hasSize(1);
        assertThat(data.path("metrics").get(0).path("key").asText()).isEqualTo("auc");
        assertThat(data.path("metrics").get(0).path("dataset_name").asText()).isEqualTo("churn");
        assertThat(data.path("metrics").get(0).path("dataset_digest").asText()).isEqualTo("abc");
        assertThat(data.path("params").get(0).path("value").asText()).isEqualTo("4");
        assertThat(stores.tracking().run(model.runId()).metrics()).containsOnlyKeys("auc", "loss", "gain");
    }

    @Test
    void modelMetrics_areLinked_whenTheRunHasThemAlready() throws IOException, InterruptedException {
        ModelRecord model = model();
        List<MetricPoint> points = List.of(new MetricPoint("auc", 0.9, NOW, 3));
        stores.tracking().logBatch(model.runId(), dev.ratchet.store.Batch.metrics(points));

        stores.tracking().logModelMetrics(model.runId(), model, "", "", points);

        assertThat(get("/api/2.0/mlflow/logged-models/" + model.id())
                        .path("model")
                        .path("data")
                        .path("metrics"))
                .hasSize(1);
        assertThat(stores.tracking().metricHistory(model.runId(), "auc")).isEqualTo(points);
    }

    @Test
    void createModel_leavesOneModel_thatIsFoundByItsKey_whenTheAnswerIsLost() {
        RunRecord run = stores.tracking().run(model().runId());
        NewModel wanted =
                new NewModel(run.experimentId(), run.id(), UUID.randomUUID().toString(), "model", Map.of(), Map.of());
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri());
                Stores behind = OpenedStores.at(proxy.uri())) {
            TrackingStore tracking = behind.tracking();
            tracking.describe(Duration.ofSeconds(30));
            proxy.inject(Fault.cutAfter(0)
                    .onlyFor("POST /api/2.0/mlflow/logged-models ")
                    .times(1));

            assertThatThrownBy(() -> tracking.createModel(wanted))
                    .asInstanceOf(type(UnavailableException.class))
                    .matches(UnavailableException::mayHaveHappened);

            assertThat(tracking.findModels(run.experimentId(), run.id(), wanted.key()))
                    .hasSize(1);
        }
    }

    @Test
    void versions_thatOthersMade_areRead() throws IOException, InterruptedException {
        ModelRecord model = model();
        String name = "copies-" + UUID.randomUUID();
        stores.registry().createVersion(new NewVersion(name, "key", model, Map.of(), ""));
        String head = "{\"name\": \"" + name + "\", \"source\": \"";
        post(
                "/api/2.0/mlflow/model-versions/create",
                head + "models:/" + model.id() + "\", \"model_id\": \"" + model.id() + "\"}");
        post("/api/2.0/mlflow/model-versions/create", head + "models:/" + name + "/1\"}");
        post(
                "/api/2.0/mlflow/model-versions/create",
                head + "runs:/" + model.runId() + "/model\", \"run_id\": \"" + model.runId() + "\"}");

        String runRoot = stores.tracking().run(model.runId()).artifactRoot();
        assertThat(stores.registry().versions(name))
                .extracting(VersionRecord::artifactRoot)
                .containsExactly(model.artifactRoot(), model.artifactRoot(), model.artifactRoot(), runRoot + "/model");
    }

    @Test
    void fileNames_mayBeInAnyScript(@TempDir Path folder) throws IOException {
        String root = model().artifactRoot();
        Path file = Files.writeString(folder.resolve("x"), "x");

        stores.artifacts()
                .upload(root, "日本/ж.txt", file, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");

        if (ChosenServer.losesNamesBeyondAscii(MLFLOW.server().generation())) {
            assertThatThrownBy(() -> stores.artifacts().download(root, "日本/ж.txt", folder.resolve("back")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "'日本/ж.txt'", MLFLOW.server().generation().version(), "beyond ASCII", "3.14 or later");
        } else {
            stores.artifacts().download(root, "日本/ж.txt", folder.resolve("back"));
            assertThat(folder.resolve("back")).hasContent("x");
        }
        assertThat(stores.artifacts().list(root, "日本")).containsExactly(new ArtifactRecord("日本/ж.txt", false, 1));
    }

    @Test
    void python_seesWhatJavaLogged() {
        ModelRecord model = model();
        stores.tracking().logInputs(model.runId(), OpenedStores.dataset());
        stores.tracking().logModelMetrics(model.runId(), model, "", "", List.of(new MetricPoint("auc", 0.9, NOW, 3)));
        stores.tracking().finishModel(model, "{}");
        String name = "python-" + UUID.randomUUID();
        stores.registry().createVersion(new NewVersion(name, "key", model, Map.of("verdict", "PROMOTE"), "**good**"));
        stores.registry().setAlias(name, "champion", 1);

        String seen = MLFLOW.runPython("""
                import sys
                from mlflow import MlflowClient
                client = MlflowClient()
                version = client.get_model_version_by_alias(sys.argv[1], "champion")
                run = client.get_run(version.run_id)
                model = client.get_logged_model(run.outputs.model_outputs[0].model_id)
                print(version.version, version.tags["verdict"], version.description)
                print(run.info.run_name, run.data.metrics, run.inputs.dataset_inputs[0].dataset.name)
                print(model.status, model.params, [m.key for m in model.metrics], len(run.outputs.model_outputs))
                """, name);

        assertThat(seen.lines())
                .containsExactly(
                        "1 PROMOTE **good**",
                        "a run {'auc': 0.9} churn-of-the-plugin",
                        "READY {'depth': '4'} ['auc'] 1");
    }
}
