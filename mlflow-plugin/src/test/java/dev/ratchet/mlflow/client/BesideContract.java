/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.Lineage;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.ServerInfo;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Dataset;
import org.mlflow.api.proto.Service.DatasetInput;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.InputTag;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowHttpException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is beside the official API on every generation. */
abstract class BesideContract {

    RatchetMlflowClient client;
    String experimentId;

    abstract MlflowServer server();

    @BeforeEach
    void open() {
        client = Given.client(server().uri());
        experimentId = client.createExperiment(Given.unique("beside"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    String run() {
        return client.createRun(experimentId).getRunId();
    }

    private static Dataset dataset(String name) {
        return Dataset.newBuilder()
                .setName(name)
                .setDigest("d-" + name)
                .setSourceType("code")
                .setSource("{}")
                .setSchema("{\"a\": 1}")
                .setProfile("{\"rows\": 3}")
                .build();
    }

    @Test
    void datasets_areReadBackWithTheirTags_onceHoweverOftenLogged() {
        String run = run();
        Lineage lineage = client.lineage();
        lineage.logDataset(run, dataset("churn"), "train");
        lineage.logDataset(run, dataset("churn"), "train");
        lineage.logDatasets(
                run,
                List.of(DatasetInput.newBuilder()
                        .setDataset(dataset("other"))
                        .addTags(InputTag.newBuilder().setKey(Lineage.CONTEXT).setValue("eval"))
                        .addTags(InputTag.newBuilder().setKey("fold").setValue("2"))
                        .build()));
        lineage.logDatasets(run, List.of());

        List<DatasetInput> found = lineage.datasets(run);

        assertThat(found)
                .extracting(DatasetInput::getDataset)
                .containsExactlyInAnyOrder(dataset("churn"), dataset("other"));
        assertThat(found)
                .flatExtracting(DatasetInput::getTagsList)
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .containsExactlyInAnyOrder("mlflow.data.context=train", "mlflow.data.context=eval", "fold=2");
        assertThat(lineage.datasets(run())).isEmpty();
        assertThat(lineage.usedModels(run)).isEmpty();
        assertThat(lineage.outputs(run)).isEmpty();
    }

    @Test
    void streams_giveAll_beyondOnePage() {
        List<String> runs = IntStream.range(0, 4).mapToObj(i -> run()).toList();
        client.deleteRun(runs.get(3));

        assertThat(client.streams().runs(List.of(experimentId), "", ViewType.ALL, "run_id ASC"))
                .extracting(run -> run.getInfo().getRunId())
                .containsExactlyElementsOf(runs.stream().sorted().toList());
        assertThat(client.streams().runs(List.of(experimentId), "status = 'RUNNING'", ViewType.DELETED_ONLY))
                .extracting(Run::getInfo)
                .extracting(info -> info.getRunId())
                .containsExactly(runs.get(3));
        String name = client.getExperiment(experimentId).getName();
        assertThat(client.streams().experiments("name = '" + name + "'", ViewType.ACTIVE_ONLY, "name DESC"))
                .extracting(Experiment::getExperimentId)
                .containsExactly(experimentId);
        assertThatThrownBy(() -> client.streams().runs(List.of(experimentId), "nonsense", ViewType.ALL))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void serverInfo_tellsVersionAndGeneration() {
        ServerInfo info = client.serverInfo();

        String version = server().generation().version();
        assertThat(info.version()).isEqualTo(version);
        assertThat(info.generation()).isEqualTo(version.startsWith("3.") ? 3 : 2);
        assertThat(info.address()).isEqualTo(server().uri().toString());
        assertThat(info.capabilities()).containsEntry("logged_models", version.startsWith("3."));
        assertThat(info.clockSkew()).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
    }
}
