/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.mlflow.Lineage;
import dev.ratchet.mlflow.LoggedModel;
import dev.ratchet.mlflow.LoggedModelSearch;
import dev.ratchet.mlflow.LoggedModels;
import dev.ratchet.mlflow.NewLoggedModel;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowHttpException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Mlflow3BesideTest extends BesideContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    private LoggedModel model(String name) {
        return client.loggedModels().create(NewLoggedModel.of(experimentId, name));
    }

    private void logLinked(String run, String model, double value) {
        client.sendPost("runs/log-batch", """
                {"run_id": "%s", "metrics": [{"key": "auc", "value": %s, "timestamp": 5, "step": -2, "model_id": "%s",
                 "dataset_name": "churn", "dataset_digest": "abc"}]}""".formatted(run, value, model));
    }

    @Test
    void loggedModel_keepsWhatIsSaid_untilItIsDeleted() {
        String run = run();
        LoggedModels models = client.loggedModels();
        LoggedModel created = models.create(NewLoggedModel.of(experimentId, "model \u65e5\u672c")
                .withSourceRun(run)
                .withType("agent")
                .withParams(Map.of("depth", "4"))
                .withTags(Map.of("a", "x")));
        assertThat(created.status()).isEqualTo(LoggedModel.Status.PENDING);
        assertThat(created.id()).startsWith("m-");
        models.setTags(created.id(), Map.of("b.c/d e", "y", "gone", "z"));
        models.deleteTag(created.id(), "gone");
        models.logParams(created.id(), Map.of("eta", "0.1"));
        logLinked(run, created.id(), 0.75);

        assertThat(models.finish(created.id(), LoggedModel.Status.UPLOAD_FAILED).status())
                .isEqualTo(LoggedModel.Status.UPLOAD_FAILED);
        models.finish(created.id(), LoggedModel.Status.READY);

        LoggedModel found = models.get(created.id());
        assertThat(found.status()).isEqualTo(LoggedModel.Status.READY);
        assertThat(found.name()).isEqualTo("model \u65e5\u672c");
        assertThat(found.type()).isEqualTo("agent");
        assertThat(found.experimentId()).isEqualTo(experimentId);
        assertThat(found.sourceRunId()).isEqualTo(run);
        assertThat(found.artifactUri()).isEqualTo(created.artifactUri()).contains(created.id());
        assertThat(found.createdTime()).isPositive();
        assertThat(found.updatedTime()).isGreaterThanOrEqualTo(found.createdTime());
        assertThat(found.params()).containsOnly(Map.entry("depth", "4"), Map.entry("eta", "0.1"));
        assertThat(found.tags()).containsOnly(Map.entry("a", "x"), Map.entry("b.c/d e", "y"));
        assertThat(found.metrics()).containsExactly(new LoggedModel.Metric("auc", 0.75, 5, -2, run, "churn", "abc"));

        models.delete(created.id());
        models.delete(created.id());
        assertThatThrownBy(() -> models.get(created.id()))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining(created.id());
    }

    @Test
    void search_filtersOrdersAndPages() {
        String run = run();
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> model(i < 4 ? "model" : "other").id())
                .toList();
        for (int i = 0; i < 3; i++) {
            logLinked(run, ids.get(i), i / 4.0);
        }
        LoggedModelSearch all = LoggedModelSearch.of(experimentId).withPageSize(2);

        assertThat(client.loggedModels().search(all.withOrder("creation_timestamp")))
                .extracting(LoggedModel::id)
                .containsExactlyElementsOf(ids);
        assertThat(client.loggedModels().search(all.withFilter("name = 'other'")))
                .extracting(LoggedModel::id)
                .containsExactly(ids.get(4));
        assertThat(client.loggedModels()
                        .search(all.withFilter("metrics.auc >= 0.25").withOrder("metrics.auc  desc")))
                .extracting(LoggedModel::id)
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(client.loggedModels()
                        .search(all.withFilter("metrics.auc >= 0.25").withDataset("churn", "abc")))
                .hasSize(2);
        assertThat(client.loggedModels()
                        .search(all.withFilter("metrics.auc >= 0.25").withDataset("churn", "other")))
                .isEmpty();
        assertThat(client.loggedModels().search(LoggedModelSearch.of())).isEmpty();
        assertThatThrownBy(() -> client.loggedModels().search(all.withOrder("nonsense")))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> all.withPageSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pageSize must be between 1 and 100: 0");
    }

    @Test
    void usedAndMadeModels_areReadBack_onceHoweverOftenLogged() {
        String run = run();
        String used = model("used").id();
        String made = model("made").id();
        Lineage lineage = client.lineage();
        for (int i = 0; i < 2; i++) {
            lineage.logUsedModel(run, used);
            lineage.logOutput(run, made, 7);
        }

        assertThat(lineage.usedModels(run)).containsExactly(used);
        assertThat(lineage.outputs(run)).containsExactly(new Lineage.Output(made, 7));
    }

    @Test
    void versionOfALoggedModel_pointsToIt() {
        String name = Given.unique("of-logged");
        client.registeredModels().create(name);
        LoggedModel model = client.loggedModels()
                .create(NewLoggedModel.of(experimentId, "model").withSourceRun(run()));
        client.loggedModels().finish(model.id(), LoggedModel.Status.READY);

        ModelVersion version = client.modelVersions().create(name, model);

        assertThat(version.getRunId()).isEqualTo(model.sourceRunId());
        assertThat(client.getModelVersionDownloadUri(name, "1")).isEqualTo(model.artifactUri());
        assertThat(client.loggedModels().get(model.id()).tags())
                .hasEntrySatisfying(
                        "mlflow.modelVersions", tag -> assertThat(tag).contains(name));
    }

    @Test
    void params_areKept_whenTheAnswerIsLost() {
        String model = model("model").id();
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri());
                var behind = Given.client(proxy.uri())) {
            proxy.inject(Fault.cutAfter(0).onlyFor("/params").times(1));
            behind.loggedModels().logParams(model, Map.of("eta", "0.1"));
            assertThat(proxy.hits()).isEqualTo(1);

            assertThatThrownBy(() -> behind.loggedModels().logParams(model, Map.of("eta", "0.1")))
                    .isInstanceOf(MlflowHttpException.class);
        }

        assertThat(client.loggedModels().get(model).params()).containsOnly(Map.entry("eta", "0.1"));
    }
}
