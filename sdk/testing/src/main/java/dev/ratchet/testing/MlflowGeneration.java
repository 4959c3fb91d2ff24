/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

/** The MLflow releases that a test server can be. Each has its pinned requirements in this module's jar. */
public enum MlflowGeneration {
    /** The current generation. */
    V3_17_2("3.17.2", "requirements.txt"),
    /** The last release before version 3: no logged models. */
    V2_22_5("2.22.5", "requirements-2.22.5.txt");

    private final String version;
    private final String requirements;

    MlflowGeneration(String version, String requirements) {
        this.version = version;
        this.requirements = requirements;
    }

    /** The release as MLflow writes it, for example {@code 3.17.2}. */
    public String version() {
        return version;
    }

    /** The resource beside this class that pins every Python package. */
    String requirements() {
        return requirements;
    }
}
