/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.Properties;

/** Reads the file that the git-commit-id plugins of Maven and Gradle put into a jar. */
final class GitProperties {

    private static final String NAME = "git.properties";

    private GitProperties() {}

    /** What the first such file on the class path says; empty without one or when it names no commit. */
    static Optional<CodeVersion> read(ClassLoader loader) {
        URL url = loader.getResource(NAME);
        if (url == null) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        String commit = CodeVersion.commitId(
                properties.getProperty("git.commit.id.full", properties.getProperty("git.commit.id")));
        if (commit == null) {
            return Optional.empty();
        }
        String branch = value(properties, "git.branch");
        String remote = value(properties, "git.remote.origin.url");
        String dirty = value(properties, "git.dirty");
        return Optional.of(new CodeVersion(
                commit,
                // With no branch checked out the plugins write the commit.
                (branch.isEmpty() || CodeVersion.commitId(branch) != null) ? null : branch,
                dirty.matches("true|false") ? Boolean.valueOf(dirty) : null,
                remote.isEmpty() ? null : Remotes.withoutCredentials(remote),
                NAME + jar(url)));
    }

    /** The value, empty also where the build left a placeholder. */
    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        return value.startsWith("${") ? "" : value;
    }

    private static String jar(URL url) {
        String path = url.getPath();
        int end = path.indexOf(".jar!");
        return end < 0 ? "" : " in " + path.substring(path.lastIndexOf('/', end) + 1, end) + ".jar";
    }
}
