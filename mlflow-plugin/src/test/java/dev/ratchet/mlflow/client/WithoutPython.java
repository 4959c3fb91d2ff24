/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.RatchetMlflowClient;
import org.mlflow.tracking.MlflowClient;

import java.io.File;
import java.nio.file.Path;

/** A program that moves artifacts and says at its end how many processes it has started. */
final class WithoutPython {

    private WithoutPython() {}

    /** Which client, the server's address, a run, a registered model with a version 1, and a directory of files. */
    public static void main(String[] args) {
        try (MlflowClient client =
                args[0].equals("stock") ? new MlflowClient(args[1]) : new RatchetMlflowClient(args[1])) {
            client.logArtifacts(args[2], new File(args[4]), "up");
            client.logArtifact(args[2], Path.of(args[4], "deep", "empty").toFile());
            File down = client.downloadArtifacts(args[2], "up");
            File model = client.downloadModelVersion(args[3], "1");
            System.out.println("listed " + client.listArtifacts(args[2]).size() + " downloaded "
                    + new File(down, "deep").isDirectory() + " " + new File(model, "deep").isDirectory() + " processes "
                    + ProcessHandle.current().descendants().count());
        }
    }
}
