/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real server that wants credentials and is particular about its name. */
class AccessTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.guarded();

    private static final Duration LONG = Duration.ofSeconds(30);

    private static Map<String, String> credentials(String password) {
        return Map.of("MLFLOW_TRACKING_USERNAME", MlflowServer.ADMIN_USER, "MLFLOW_TRACKING_PASSWORD", password);
    }

    @Test
    void rightCredentials_open() {
        try (Stores stores = OpenedStores.at(MLFLOW.uri(), credentials(MlflowServer.ADMIN_PASSWORD))) {
            assertThat(stores.tracking().describe(LONG).version())
                    .isEqualTo(MLFLOW.server().generation().version());
            assertThat(stores.tracking()
                            .createExperiment("with-" + UUID.randomUUID())
                            .active())
                    .isTrue();
        }
    }

    @Test
    void wrongCredentials_areTold_everywhere() {
        try (Stores stores = OpenedStores.at(MLFLOW.uri(), credentials("wrong-password"))) {
            for (Runnable call : new Runnable[] {
                () -> stores.tracking().describe(LONG), () -> stores.tracking().createExperiment("x"),
            }) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContainingAll("401", "'admin'", "MLFLOW_TRACKING_PASSWORD")
                        .hasMessageNotContaining("wrong-password");
            }
        }
    }

    @Test
    void missingCredentials_areTold() {
        try (Stores stores = OpenedStores.at(MLFLOW.uri())) {
            assertThatThrownBy(() -> stores.tracking().describe(LONG))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("401", "wants credentials");
        }
    }

    @Test
    void otherNames_areExplained() {
        URI otherName = URI.create("http://localhost:" + MLFLOW.uri().getPort());

        try (Stores stores = OpenedStores.at(otherName, credentials(MlflowServer.ADMIN_PASSWORD))) {
            assertThatThrownBy(() -> stores.tracking().describe(LONG))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("'localhost:" + otherName.getPort() + "'", "--allowed-hosts");
        }
    }

    @Test
    void missingPermissions_areTold_withTheUserAndWhatToAskFor() throws Exception {
        String id;
        String ofTheAdmin = "of-the-admin-" + UUID.randomUUID();
        String user = "bob-" + UUID.randomUUID();
        try (Stores admin = OpenedStores.at(MLFLOW.uri(), credentials(MlflowServer.ADMIN_PASSWORD))) {
            id = admin.tracking().createExperiment(ofTheAdmin).id();
        }
        admin("2.0/mlflow/users/create", "{\"username\": \"" + user + "\", \"password\": \"twelve letters\"}");
        Map<String, String> bob =
                Map.of("MLFLOW_TRACKING_USERNAME", user, "MLFLOW_TRACKING_PASSWORD", "twelve letters");

        try (Stores stores = OpenedStores.at(MLFLOW.uri(), bob)) {
            assertThat(stores.tracking().describe(LONG).version())
                    .isEqualTo(MLFLOW.server().generation().version());
            assertThatThrownBy(() -> stores.tracking().createRun(new NewRun(id, "key", "x", 1, Map.of())))
                    .isInstanceOfSatisfying(
                            MisconfiguredException.class,
                            e -> assertThat(e.reason()).isEqualTo(MisconfiguredException.Reason.PERMISSION))
                    .hasMessageContainingAll("403", "the user '" + user + "'", "EDIT on the experiment '" + id + "'")
                    .hasMessageNotContaining("twelve");

            // MLflow 3.14 can forbid nobody to read one experiment.
            if (MLFLOW.server().generation() != MlflowGeneration.V3_14_0) {
                deny(user, id);
                assertThatThrownBy(() -> stores.tracking().experiment(ofTheAdmin))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContainingAll("403", "the user '" + user + "'", "READ on the experiment");
            }
        }
    }

    /** Newer servers have one call for all kinds of things. */
    private static void deny(String user, String experiment) throws Exception {
        if (MLFLOW.server().generation() == MlflowGeneration.V3_17_2) {
            admin("3.0/mlflow/users/permissions/grant", """
                    {"username": "%s", "resource_type": "experiment", "resource_id": "%s", "permission": "DENY"}
                    """.formatted(user, experiment));
        } else {
            admin("2.0/mlflow/experiments/permissions/create", """
                    {"username": "%s", "experiment_id": "%s", "permission": "NO_PERMISSIONS"}
                    """.formatted(user, experiment));
        }
    }

    private static void admin(String path, String json) throws Exception {
        String pair = MlflowServer.ADMIN_USER + ":" + MlflowServer.ADMIN_PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(URI.create(MLFLOW.uri() + "/api/" + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
