/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.Ratchet;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.RatchetMlflowClientBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.tracking.MlflowClientException;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    private static RatchetMlflowClientBuilder builder(String... keysAndValues) {
        return RatchetMlflowClient.builder()
                .environment(keysAndValues.length == 0 ? Map.of() : Map.of(keysAndValues[0], keysAndValues[1]));
    }

    @Test
    void missingAddress_saysWhatToSet() {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI is not set")
                .hasMessageContaining("http://localhost:5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:///mlflow.db", "databricks", "/tmp/mlruns", "file:/tmp/mlruns"})
    void addressOfNoServer_isRefused(String address) {
        assertThatThrownBy(() -> builder().trackingUri(address).build())
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("must begin with http:// or https://");
    }

    @Test
    void textThatIsNoAddress_isRefused() {
        assertThatThrownBy(() -> builder("MLFLOW_TRACKING_URI", "http://a b").build())
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI is no address");
    }

    @Test
    void badTimeout_isRefusedAtOnce() {
        assertThatThrownBy(() -> builder("MLFLOW_HTTP_REQUEST_TIMEOUT", "soon")
                        .trackingUri("http://127.0.0.1:2")
                        .build())
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("MLFLOW_HTTP_REQUEST_TIMEOUT is 'soon'");
    }

    @Test
    void bodyThatIsNoObject_isRefusedBeforeItIsSent() {
        try (RatchetMlflowClient client =
                builder().trackingUri("http://127.0.0.1:2").build()) {
            assertThatThrownBy(() -> client.sendPost("runs/search", "[not json"))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("not a JSON object");
            assertThatThrownBy(() -> client.sendGet("runs/get?run_id=a b"))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("percent-encode");
        }
    }

    @Test
    void over_refusesALocalStore(@TempDir Path directory) {
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .localOnly()
                .open()) {
            assertThatThrownBy(() -> RatchetMlflowClient.over(ratchet.stores()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not those of an MLflow server");
        }
    }
}
