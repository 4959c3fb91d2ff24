/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.nio.file.Path;

/** The main class of a JVM that asks for a Python environment, for {@link MlflowEnvironmentTest}. */
final class EnvironmentMaker {

    private EnvironmentMaker() {}

    public static void main(String[] args) {
        MlflowEnvironment made = MlflowEnvironment.of(MlflowGeneration.V3_17_2, Path.of(args[0]), System.getenv());
        System.out.println(made.python());
    }
}
