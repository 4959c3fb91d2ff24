/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import java.util.List;

/** Starts the command in a process of its own. */
public final class Main {

    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (List.of(args).contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        // A program may decide this for its whole JVM. Proxies that want a password work for https too, as in Python.
        if (System.getProperty(TUNNELS) == null) {
            System.setProperty(TUNNELS, "");
        }
        System.exit(Cli.run(args, CliContext.system()));
    }
}
