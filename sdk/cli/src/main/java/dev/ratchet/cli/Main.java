/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import java.util.List;

/** Starts the command in a process of its own. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (List.of(args).contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        // A program may decide these for its whole JVM. Proxies that want a password work for https too, as in Python.
        setUnlessGiven("jdk.http.auth.tunneling.disabledSchemes", "");
        // Large files come about twice as fast as with the 16 KB that Java reads at a time.
        setUnlessGiven("jdk.httpclient.bufsize", "262144");
        System.exit(Cli.run(args, CliContext.system()));
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
