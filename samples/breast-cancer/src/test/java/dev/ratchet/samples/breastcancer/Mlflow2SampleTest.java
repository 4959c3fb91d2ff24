/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow2SampleTest extends DeliveredSampleContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Override
    String scriptOfTestScore() {
        return """
                import json, sys, mlflow
                tags = mlflow.MlflowClient().get_run(sys.argv[1]).data.tags
                link = json.loads(tags["ratchet.metric.test_log_loss"])
                print(link["dataset"], link["digest"])
                """;
    }
}
