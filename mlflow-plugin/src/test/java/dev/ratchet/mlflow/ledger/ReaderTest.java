/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A user who may read, and nothing else. */
class ReaderTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.guarded();

    private final String model = "read-" + UUID.randomUUID();

    private static Stores as(String user, String password) {
        return OpenedServer.open(
                MLFLOW.uri(), Map.of("MLFLOW_TRACKING_USERNAME", user, "MLFLOW_TRACKING_PASSWORD", password));
    }

    @Test
    void champion_history_andVerify_needPermissionToReadOnly() throws Exception {
        String user = "bob-" + UUID.randomUUID();
        admin("2.0/mlflow/users/create", "{\"username\": \"" + user + "\", \"password\": \"twelve letters\"}");
        try (Stores admin = as(MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD);
                Stores bob = as(user, "twelve letters")) {
            register(admin);
            Champions.of(admin).promote(NewChampion.of(model, 1, Actor.claimed("ci"), "first"));
            Champions reader = Champions.of(bob);

            assertThat(reader.champion(model, NewChampion.ALIAS).state()).isEqualTo(ChampionState.IN_STEP);
            assertThat(reader.history(model).entries()).hasSize(1);
            assertThat(reader.verify(model).findings()).isEmpty();
            assertThat(reader.championAt(model, NewChampion.ALIAS, Instant.MAX).map(VersionRef::version))
                    .hasValue(1);
            NewChampion wanted = NewChampion.of(model, 2, Actor.claimed("bob"), "mine")
                    .withExpected(
                            reader.champion(model, NewChampion.ALIAS).version().orElseThrow());
            assertThatThrownBy(() -> reader.promote(wanted))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("403", user);
            assertThat(reader.history(model).entries()).hasSize(1);
        }
    }

    private void register(Stores stores) {
        ExperimentRecord experiment = stores.tracking().createExperiment(model);
        RunRecord run = stores.tracking().createRun(new NewRun(experiment.id(), "run-" + model, "run", 1, Map.of()));
        ModelRecord made = stores.tracking()
                .createModel(new NewModel(experiment.id(), run.id(), "model-" + model, "model", Map.of(), Map.of()));
        stores.registry().createVersion(new NewVersion(model, model + "-1", made, Map.of(), ""));
        stores.registry().createVersion(new NewVersion(model, model + "-2", made, Map.of(), ""));
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
