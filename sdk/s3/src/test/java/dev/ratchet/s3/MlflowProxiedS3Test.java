/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The server passes artifacts on to S3, and lets large files go there past itself. */
class MlflowProxiedS3Test extends MlflowOnS3Contract {

    private static MlflowServer server;

    @BeforeAll
    static void startServer() {
        server = MlflowServer.start(MlflowDirectS3Test.onS3("--artifacts-destination=s3://artifacts/proxied"));
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @Override
    MlflowServer server() {
        return server;
    }
}
