/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The servers of this JVM that nobody has closed yet; the end of the JVM closes them and waits for it. */
final class OpenServers {

    private static final Set<MlflowServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenServers::closeAll, "mlflow-servers-end"));
    }

    private OpenServers() {}

    static void add(MlflowServer server) {
        OPEN.add(server);
    }

    static void remove(MlflowServer server) {
        OPEN.remove(server);
    }

    private static void closeAll() {
        List.copyOf(OPEN).forEach(MlflowServer::close);
    }
}
