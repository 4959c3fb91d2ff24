/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ModelVersions;
import dev.ratchet.mlflow.Pages;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.RegisteredModels;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionTag;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.ModelRegistry.RegisteredModelTag;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What the official client lacks, against a real server. */
abstract class RegisteredModelsContract {

    @TempDir
    private Path folder;

    private RatchetMlflowClient client;
    private RegisteredModels models;
    private ModelVersions versions;
    private String name;

    abstract MlflowServer server();

    @BeforeEach
    void open() {
        client = Given.client(server().uri());
        models = client.registeredModels();
        versions = client.modelVersions();
        name = Given.unique("registered");
        models.create(name);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private String version() {
        String run = client.createRun("0").getRunId();
        return versions.create(name, "runs:/" + run + "/model", run).getVersion();
    }

    @Test
    void model_isFoundRenamedAndDeleted() {
        assertThat(models.search("name = '" + name + "'")).hasSize(1);
        assertThat(models.search("")).extracting(RegisteredModel::getName).contains(name);
        assertThat(models.rename(name, name + "-2").getName()).isEqualTo(name + "-2");
        models.delete(name + "-2");

        assertThat(models.search("name LIKE '" + name + "%'")).isEmpty();
        assertThatThrownBy(() -> models.delete(name))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining(name);
    }

    @Test
    void model_keepsDescriptionAndTags() {
        String described = name + "-described";
        models.create(described, "**first**", Map.of("team", "a"));
        models.setTag(described, "owner", "b");
        models.setTag(described, "gone", "c");
        models.deleteTag(described, "gone");

        assertThat(models.update(described, "second").getDescription()).isEqualTo("second");
        assertThat(client.getRegisteredModel(described).getTagsList())
                .extracting(RegisteredModelTag::getKey, RegisteredModelTag::getValue)
                .containsExactlyInAnyOrder(tuple("team", "a"), tuple("owner", "b"));
        assertThat(models.search("name LIKE '" + name + "%' AND tags.owner = 'b'"))
                .extracting(RegisteredModel::getName)
                .containsExactly(described);
        assertThat(models.search("name LIKE '" + name + "%'", "name DESC"))
                .extracting(RegisteredModel::getName)
                .containsExactly(described, name);
    }

    @Test
    void version_isDescribedCopiedAndFound() {
        String run = client.createRun("0").getRunId();
        client.logArtifacts(run, Given.files(folder, server()).toFile(), "model");
        versions.create(name, "runs:/" + run + "/model", run, "first", Map.of("a", "x"));
        String copyName = name + "-copy";

        ModelVersion copy = versions.copy(name, "1", copyName);
        ModelVersion second = versions.copy(copyName, copy.getVersion(), copyName);

        assertThat(copy.getRunId()).isEqualTo(run);
        assertThat(second.getVersion()).isEqualTo("2");
        assertThat(client.downloadModelVersion(copyName, "2").toPath().resolve("a b+c%.txt"))
                .hasContent("first");
        assertThat(versions.update(copyName, "1", "other").getDescription()).isEqualTo("other");
        ModelVersion found = client.getModelVersion(copyName, "2");
        assertThat(found.getDescription()).isEqualTo("first");
        assertThat(found.getTagsList())
                .extracting(ModelVersionTag::getKey, ModelVersionTag::getValue)
                .containsExactly(tuple("a", "x"));
        assertThat(versions.search("run_id = '" + run + "'", "name DESC", "version_number ASC"))
                .extracting(ModelVersion::getName, ModelVersion::getVersion)
                .containsExactly(tuple(copyName, "1"), tuple(copyName, "2"), tuple(name, "1"));
        assertThat(versions.search("name = '" + name + "-none'")).isEmpty();
        assertThatThrownBy(() -> versions.search("nonsense"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void alias_pointsToAVersion_untilItIsRemoved() {
        version();
        String second = version();
        models.setAlias(name, "champion", "1");
        models.setAlias(name, "champion", second);

        assertThat(models.byAlias(name, "champion"))
                .map(ModelVersion::getVersion)
                .contains("2");
        assertThat(client.getRegisteredModel(name).getAliasesList())
                .singleElement()
                .matches(alias -> alias.getAlias().equals("champion"));
        models.deleteAlias(name, "champion");
        assertThat(models.byAlias(name, "champion")).isEmpty();
        assertThat(models.byAlias(name + "-none", "champion")).isEmpty();
    }

    @Test
    void version_hasTagsAndStages_andIsDeleted() {
        version();
        version();
        versions.setTag(name, "1", "a", "x");
        versions.setTag(name, "1", "b", "y");
        versions.deleteTag(name, "1", "b");
        versions.transition(name, "1", "Production", false);
        versions.transition(name, "2", "Production", true);

        assertThat(client.getModelVersion(name, "1").getTagsList())
                .extracting(ModelVersionTag::getKey)
                .containsExactly("a");
        assertThat(client.getModelVersion(name, "1").getCurrentStage()).isEqualTo("Archived");
        assertThat(client.getLatestVersions(name, List.of("Production")))
                .extracting(ModelVersion::getVersion)
                .containsExactly("2");
        assertThatThrownBy(() -> versions.transition(name, "2", "Archived", true))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("only Staging and Production");
        versions.delete(name, "1");
        assertThat(client.searchModelVersions("name = '" + name + "'").getItems())
                .hasSize(1);
    }

    @Test
    void pages_areOneStream() {
        String experiment = client.createExperiment(Given.unique("pages"));
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(client.createRun(experiment).getRunId());
        }

        assertThat(Pages.all(client.searchRuns(List.of(experiment), "", ViewType.ACTIVE_ONLY, 2))
                        .map(run -> run.getInfo().getRunId()))
                .containsExactlyInAnyOrderElementsOf(runs);
        assertThat(Pages.<Run>all(client.searchRuns(List.of(experiment), "metrics.none > 1", ViewType.ALL, 2)))
                .isEmpty();
    }
}
