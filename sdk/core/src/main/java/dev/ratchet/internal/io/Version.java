/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Ratchet that is running. */
public final class Version {

    /** From the jar; {@code development} where there is no jar. */
    public static final String CURRENT = read();

    private Version() {}

    private static String read() {
        // Shaded jars keep this file, while their manifest is somebody else's.
        try (InputStream in =
                Version.class.getResourceAsStream("/META-INF/maven/dev.ratchet/ratchet-core/pom.properties")) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version", "development");
            }
        } catch (IOException | IllegalArgumentException e) {
            // The manifest may know.
        }
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
