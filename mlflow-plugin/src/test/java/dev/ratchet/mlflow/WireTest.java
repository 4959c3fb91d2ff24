/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes over the wire where a real server would not show a difference. */
class WireTest {

    private static final String ROOT = "mlflow-artifacts:/1/abc/artifacts";
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path folder;

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Stores open(String... settings) {
        return OpenedStores.at(server.uri(), OpenedStores.map(settings));
    }

    private ScriptedServer.Request only() {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    @Test
    void requests_arePlain() {
        server.on("log-batch", Reply.json(200, "{}"));

        try (Stores stores = open()) {
            stores.tracking().logBatch("r", Batch.params(Map.of("a", "b")));
        }

        assertThat(only().protocol()).isEqualTo("HTTP/1.1");
        assertThat(only().headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(only().headers())
                .doesNotContainKeys("Origin", "Content-encoding", "Authorization", "X-mlflow-workspace", "Upgrade");
    }

    @Test
    void nonFiniteValues_goAsText() {
        server.on("log-batch", Reply.json(200, "{}"));

        try (Stores stores = open()) {
            stores.tracking()
                    .logBatch(
                            "r",
                            Batch.metrics(List.of(
                                    new MetricPoint("a", Double.NaN, 1, 2),
                                    new MetricPoint("b", Double.POSITIVE_INFINITY, 1, 2),
                                    new MetricPoint("c", Double.NEGATIVE_INFINITY, 1, 2),
                                    new MetricPoint("d", -0.0, 1, -2))));
        }

        assertThat(only().body())
                .contains("{\"key\":\"a\",\"value\":\"NaN\",\"timestamp\":1,\"step\":2}")
                .contains("\"value\":\"Infinity\"")
                .contains("\"value\":\"-Infinity\"")
                .contains("{\"key\":\"d\",\"value\":-0.0,\"timestamp\":1,\"step\":-2}");
    }

    @Test
    void linkedMetrics_goInSmallCalls_andNonFiniteOnesWithoutTheLink() {
        server.on("log-batch", Reply.json(200, "{}"));
        ModelRecord model = new ModelRecord("m-1", "model", "1", "r", ROOT, ROOT, true, Map.of());
        List<MetricPoint> points = new ArrayList<>(List.of(new MetricPoint("a", Double.NaN, 1, 2)));
        for (int i = 0; i < 150; i++) {
            points.add(new MetricPoint("a", i, 1, i));
        }

        try (Stores stores = open()) {
            stores.tracking().logModelMetrics("r", model, "churn", "abc", points);
        }

        assertThat(server.requests()).hasSize(3);
        assertThat(server.requests().get(0).body()).contains("NaN").doesNotContain("model_id");
        assertThat(server.requests().get(1).body())
                .contains("\"model_id\":\"m-1\",\"dataset_name\":\"churn\",\"dataset_digest\":\"abc\"")
                .doesNotContain("NaN");
    }

    @Test
    void emptyThings_areNotSent() {
        ModelRecord model = new ModelRecord("m-1", "model", "1", "r", ROOT, ROOT, true, Map.of());

        try (Stores stores = open()) {
            stores.tracking().logBatch("r", Batch.metrics(List.of()));
            stores.tracking().logInputs("r", List.of());
            stores.tracking().logModelMetrics("r", model, "", "", List.of());
        }

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void histories_areReadPageByPage_withASize() {
        server.on(
                "get-history",
                Reply.json(
                        200,
                        "{\"metrics\": [{\"key\": \"a\", \"value\": 1.5, \"timestamp\": \"7\", \"step\": 1}], \"next_page_token\": \"x/y=\"}"),
                Reply.json(
                        200,
                        "{\"metrics\": [{\"key\": \"a\", \"value\": \"NaN\", \"timestamp\": 8}, {\"key\": \"a\", \"value\": 1.7976931348623157e+308, \"timestamp\": 8, \"step\": 2}]}"));

        try (Stores stores = open()) {
            assertThat(stores.tracking().metricHistory("r", "a b/ü"))
                    .containsExactly(
                            new MetricPoint("a", Double.NaN, 8, 0),
                            new MetricPoint("a", 1.5, 7, 1),
                            new MetricPoint("a", Double.POSITIVE_INFINITY, 8, 2));
        }

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::uri)
                .containsExactly(
                        "/api/2.0/mlflow/metrics/get-history?run_id=r&metric_key=a%20b%2F%C3%BC&max_results=25000",
                        "/api/2.0/mlflow/metrics/get-history?run_id=r&metric_key=a%20b%2F%C3%BC&max_results=25000&page_token=x%2Fy%3D");
    }

    @Test
    void artifactPaths_areEncodedSegmentBySegment() throws IOException {
        server.on("x.txt", Reply.text(200, ""));
        Path empty = Files.createFile(folder.resolve("empty"));

        try (Stores stores = open()) {
            stores.artifacts().upload(ROOT, "a b/é@+/x.txt", empty, EMPTY_SHA256);
        }

        assertThat(only().method()).isEqualTo("PUT");
        assertThat(only().uri())
                .isEqualTo("/api/2.0/mlflow-artifacts/artifacts/1/abc/artifacts/a%20b/%C3%A9%40%2B/x.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a%2e%2e", "a\nb", "../x", "%2e%2e/x"})
    void artifactPaths_thatAServerWouldReadDifferently_areRefused(String path) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        try (Stores stores = open()) {
            assertThatThrownBy(() -> stores.artifacts().upload(ROOT, path, empty, EMPTY_SHA256))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is not allowed");
        }

        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/1/abc",
                "gs://bucket/x",
                "file:///no/such/location/1/abc/artifacts",
                "/no/such/location/1/abc/artifacts",
                "file://other-machine/location/1/abc/artifacts",
                "mlruns/1/abc/artifacts",
                "C:\\mlruns\\1\\abc\\artifacts",
                "http://elsewhere:5000/api/2.0/mlflow-artifacts/artifacts/1/abc",
                "mlflow-artifacts://elsewhere:5000/1/abc"
            })
    void otherArtifactRoots_areMisconfigured(String root) {
        try (Stores stores = open()) {
            assertThatThrownBy(() -> stores.artifacts().list(root, ""))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(root, "--serve-artifacts");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void artifactRoots_mayNameTheServer() {
        server.on("artifacts", Reply.json(200, "{}"));
        String authority = server.uri().getRawAuthority();

        try (Stores stores = open()) {
            for (String root : List.of(
                    "mlflow-artifacts://" + authority + "/1/abc",
                    "mlflow-artifacts:/1/abc",
                    server.uri() + "/api/2.0/mlflow-artifacts/artifacts/1/abc")) {
                assertThat(stores.artifacts().list(root, "")).isEmpty();
            }
        }

        assertThat(server.requests())
                .hasSize(3)
                .extracting(ScriptedServer.Request::uri)
                .containsOnly("/api/2.0/mlflow-artifacts/artifacts?path=1%2Fabc");
    }

    @Test
    void uploads_thatTheServerKeptInPart_areSaid() throws IOException {
        server.on("big.bin", Reply.text(200, ""));
        server.on("artifacts", Reply.json(200, "{\"files\": [{\"path\": \"big.bin\", \"file_size\": 17}]}"));
        Path big = Files.write(folder.resolve("big"), new byte[2_000_000]);
        String digest = "3faf4fbcc82f2ccd0f3c3a4e1d07e4d5a6ee1b0e8cbb31cb0d7a4aa04ba7cf9b";

        try (Stores stores = open()) {
            assertThatThrownBy(() -> stores.artifacts().upload(ROOT, "big.bin", big, digest))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(digest);
            assertThatThrownBy(() -> stores.artifacts().upload(ROOT, "big.bin", big, sha256(big)))
                    .hasMessageContainingAll("17 of 2000000 bytes", "big.bin");
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As on MLflow 2, where a version's address is that of its run. */
    @Test
    void createVersion_asksForTheRunsAddress_beforeItIsSent() {
        server.on("model-versions/create", Reply.json(200, """
                {"model_version": {"name": "churn", "version": "1", "run_id": "r", "source": "runs:/r/model"}}"""));
        server.on(
                "runs/get",
                Reply.json(403, "{}"),
                Reply.json(200, "{\"run\": {\"info\": {\"run_id\": \"r\", \"artifact_uri\": \"" + ROOT + "\"}}}"),
                Reply.json(403, "{}"));
        ModelRecord model = new ModelRecord("r/model", "model", "1", "r", ROOT + "/model", "model", true, Map.of());
        NewVersion version = new NewVersion("churn", "key", model, Map.of(), "");

        try (Stores stores = open()) {
            assertThatThrownBy(() -> stores.registry().createVersion(version))
                    .isInstanceOf(MisconfiguredException.class);
            assertThat(server.requests("model-versions/create")).isEmpty();

            assertThat(stores.registry().createVersion(version).artifactRoot()).isEqualTo(ROOT + "/model");
        }
        assertThat(server.requests("model-versions/create")).hasSize(1);
    }

    @Test
    void searchOfNothing_asksForAllExperiments() {
        server.on(
                "experiments/search",
                Reply.json(200, "{\"experiments\": [{\"experiment_id\": \"1\"}], \"next_page_token\": \"t\"}"),
                Reply.json(200, "{\"experiments\": [{\"experiment_id\": \"22\"}]}"));
        server.on("runs/search", Reply.json(200, "{}"));

        try (Stores stores = open()) {
            assertThat(stores.tracking().searchRuns(RunQuery.of(List.of(), 7)).runs())
                    .isEmpty();
        }

        assertThat(server.requests("runs/search").get(0).body()).contains("\"experiment_ids\":[\"1\",\"22\"]");
    }
}
