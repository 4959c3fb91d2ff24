/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow3SampleTest extends DeliveredSampleContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.chosen());

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Override
    String scriptOfTestScore() {
        return """
                import sys, mlflow
                run = mlflow.MlflowClient().get_run(sys.argv[1])
                for output in run.outputs.model_outputs:
                    for metric in mlflow.get_logged_model(output.model_id).metrics:
                        if metric.key == "test_log_loss":
                            print(metric.dataset_name, metric.dataset_digest)
                """;
    }
}
