/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.ledger.Champions;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.MlflowServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.MlflowClientException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Workspaces of a real server that has them. */
class WorkspacesTest {

    private static final String VARIABLE = "MLFLOW_WORKSPACE";

    @RegisterExtension
    static final MlflowServerExtension WITH = MlflowServerExtension.shared(
            MlflowServerOptions.of(MlflowGeneration.V3_17_2).withArguments("--enable-workspaces"));

    @RegisterExtension
    static final MlflowServerExtension WITHOUT = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path folder;

    private static String workspace() throws Exception {
        String name = Round.unique("team");
        HttpRequest request = HttpRequest.newBuilder(URI.create(WITH.uri() + "/api/3.0/mlflow/workspaces"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return name;
    }

    private Ratchet open(String workspace) {
        return Round.ratchet(WITH.uri(), folder).set(VARIABLE, workspace).open();
    }

    @Test
    void everythingOfAWorkspace_isInItAlone() throws Exception {
        String mine = workspace();
        String name = Round.with(Round.ratchet(WITH.uri(), folder).set(VARIABLE, mine), folder);
        RunRecord run;
        try (Ratchet ratchet = open(mine)) {
            Stores stores = ratchet.server().orElseThrow();
            assertThat(stores.target()).endsWith("#workspace=" + mine);
            ExperimentRecord experiment = stores.tracking().experiment(name).orElseThrow();
            run = stores.tracking()
                    .searchRuns(RunQuery.of(List.of(experiment.id()), 10))
                    .runs()
                    .get(0);
            assertThat(run.artifactRoot()).contains("workspaces/" + mine);
        }
        for (String other : List.of(workspace(), "default", "")) {
            try (Ratchet ratchet = open(other)) {
                assertAbsent(ratchet.server().orElseThrow(), name, run);
            }
        }
    }

    private void assertAbsent(Stores other, String name, RunRecord run) {
        assertThat(other.tracking().experiment(name)).isEmpty();
        assertThatThrownBy(() -> other.tracking().run(run.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> other.registry().version(name, 1)).isInstanceOf(NotFoundException.class);
        assertThat(Champions.of(other).history(name).entries()).isEmpty();
        assertThatThrownBy(() -> other.artifacts().download(run.artifactRoot(), "data/a b+c%.txt", folder.resolve("x")))
                .isInstanceOf(RatchetException.class);
    }

    @Test
    void oneName_isAnotherExperiment_inEachWorkspace() throws Exception {
        String mine = workspace();
        String name =
                Round.with(Round.client(WITH.uri(), folder).set(VARIABLE, mine).build(), folder);
        try (var client =
                Round.client(WITH.uri(), folder).set(VARIABLE, workspace()).build()) {
            assertThat(client.getExperimentByName(name)).isEmpty();
            assertThat(client.createExperiment(name)).isNotEmpty();
        }
        try (var client = Round.client(WITH.uri(), folder).set(VARIABLE, mine).build()) {
            assertThat(client.getExperimentByName(name)).isPresent();
        }
    }

    @Test
    void workspacesThatAreNotThere_areTold_withHowToMakeThem() {
        assertThatThrownBy(() -> open("no-such-team"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll(
                        "no workspace 'no-such-team'", VARIABLE, "/api/3.0/mlflow/workspaces", "\"no-such-team\"");
        assertThatThrownBy(() -> Round.with(
                        Round.client(WITH.uri(), folder)
                                .set(VARIABLE, "no-such-team")
                                .build(),
                        folder))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContainingAll("no workspace 'no-such-team'", VARIABLE);
        assertThatThrownBy(() -> open("No Team"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'No Team'");
    }

    @Test
    void serversWithoutWorkspaces_areTold_withWhatStartsThem() {
        assertThatThrownBy(() -> Round.ratchet(WITHOUT.uri(), folder)
                        .set(VARIABLE, "team")
                        .open())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("'team'", "Unset it", "mlflow server --enable-workspaces");
        assertThatThrownBy(() -> Round.with(
                        Round.client(WITHOUT.uri(), folder)
                                .set(VARIABLE, "team")
                                .build(),
                        folder))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContainingAll("'team'", "mlflow server --enable-workspaces");
    }
}
