/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.LoggedModel;
import dev.ratchet.mlflow.LoggedModelSearch;
import dev.ratchet.mlflow.LoggedModels;
import dev.ratchet.mlflow.NewLoggedModel;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mlflow.tracking.MlflowClientException;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Mlflow2BesideTest extends BesideContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Test
    void loggedModels_areRefused_withTheVersionThatHasThem() {
        String run = run();
        LoggedModels models = client.loggedModels();
        List<ThrowingCallable> calls = List.of(
                () -> models.create(NewLoggedModel.of(experimentId, "model")),
                () -> models.get("m-1"),
                () -> models.finish("m-1", LoggedModel.Status.READY),
                () -> models.search(LoggedModelSearch.of(experimentId)),
                () -> models.setTags("m-1", Map.of("a", "x")),
                () -> models.deleteTag("m-1", "a"),
                () -> models.logParams("m-1", Map.of("a", "x")),
                () -> models.delete("m-1"),
                () -> client.lineage().logUsedModel(run, "m-1"),
                () -> client.lineage().logOutput(run, "m-1", 0));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(MlflowClientException.class)
                        .hasMessageContainingAll(
                                MLFLOW.uri().toString(), "MLflow 2.22.5", "3.0 or later", "runs:/<run>/<path>"));
    }
}
