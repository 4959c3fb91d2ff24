/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Transport;

import java.nio.charset.StandardCharsets;

/** Some servers take files with such names, and end with an internal error whenever they are asked for them. */
final class NamesBeyondAscii {

    private NamesBeyondAscii() {}

    /**
     * Asked when a server has failed on a file that is there, so that it is not tried again and again.
     *
     * @throws RefusedException if the server's version fails on the file's name
     */
    static void check(Transport transport, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            return;
        }
        Answer answer = transport.exchange(Call.get(Generation.VERSION_PATH));
        MlflowVersion.parse(answer.text())
                .filter(MlflowVersion::losesNamesBeyondAscii)
                .ifPresent(version -> {
                    throw new RefusedException("The server at " + transport.server() + " is MLflow " + version.text()
                            + ", which keeps files with names beyond ASCII and does not give them back: '" + path
                            + "' can be downloaded when the server is MLflow 3.14 or later. Until then give files other"
                            + " names.");
                });
    }
}
