/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

/** The main class of a JVM that starts a server and is then killed by {@link MlflowServerEndTest}. */
final class ServerHolder {

    private ServerHolder() {}

    public static void main(String[] args) throws Exception {
        MlflowServer server = MlflowServer.start(MlflowGeneration.V3_17_2);
        System.out.println(server.log().getParent());
        System.out.flush();
        int ended = System.in.read();
        throw new IllegalStateException("not killed but read " + ended);
    }
}
