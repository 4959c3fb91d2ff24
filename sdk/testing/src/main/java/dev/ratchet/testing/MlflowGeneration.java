/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.util.Arrays;

/** The MLflow releases that a test server can be. Each has its pinned requirements in this module's jar. */
public enum MlflowGeneration {
    /** The current generation. */
    V3_17_2("3.17.2", "requirements.txt"),
    /** With workspaces; it does not tell what it offers for multipart transfers. */
    V3_14_0("3.14.0", "requirements-3.14.0.txt"),
    /** The first that describes itself at {@code server-info}; a missing artifact is an internal error. */
    V3_10_1("3.10.1", "requirements-3.10.1.txt"),
    /** Describes itself by its version alone. */
    V3_5_1("3.5.1", "requirements-3.5.1.txt"),
    /** The last release before version 3: no logged models. */
    V2_22_5("2.22.5", "requirements-2.22.5.txt");

    /** The system property that {@link #chosen()} reads. */
    public static final String PROPERTY = "ratchet.mlflow";

    private final String version;
    private final String requirements;

    MlflowGeneration(String version, String requirements) {
        this.version = version;
        this.requirements = requirements;
    }

    /**
     * The release that the system property {@code ratchet.mlflow} names, for example {@code 3.10.1}; the current one
     * where it is not set. So the same tests run against another server without a change.
     *
     * @throws IllegalArgumentException if the property names no release that is here; the message lists those
     */
    public static MlflowGeneration chosen() {
        return of(System.getProperty(PROPERTY, V3_17_2.version));
    }

    static MlflowGeneration of(String version) {
        return Arrays.stream(values())
                .filter(generation -> generation.version.equals(version.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + version + ": allowed are "
                        + Arrays.stream(values()).map(MlflowGeneration::version).toList()));
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
