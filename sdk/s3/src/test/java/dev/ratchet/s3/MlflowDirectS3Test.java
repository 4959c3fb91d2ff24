/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The server names {@code s3:} addresses and passes nothing on. */
class MlflowDirectS3Test extends MlflowOnS3Contract {

    private static MlflowServer server;

    @BeforeAll
    static void startServer() {
        server = MlflowServer.start(onS3("--no-serve-artifacts", "--default-artifact-root=s3://artifacts/direct"));
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    static MlflowServerOptions onS3(String... arguments) {
        return MlflowServerOptions.of(MlflowGeneration.V3_17_2)
                .withArguments(arguments)
                .withEnvironment("MLFLOW_S3_ENDPOINT_URL", S3Mock.shared().uri().toString())
                .withEnvironment("AWS_ACCESS_KEY_ID", S3Mock.ACCESS_KEY)
                .withEnvironment("AWS_SECRET_ACCESS_KEY", S3Mock.SECRET_KEY)
                .withEnvironment("AWS_DEFAULT_REGION", "us-east-1")
                .withEnvironment("AWS_EC2_METADATA_DISABLED", "true");
    }

    @Override
    MlflowServer server() {
        return server;
    }
}
