/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The artifacts of a class path. Names and versions come from file names; only jars whose names tell no version are
 * opened, for their manifest, the {@code pom.properties} of what was merged into them and the jars inside them.
 */
final class ClassPath {

    /** An artifact's file name: the version begins at the first hyphen before a digit. */
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/\\\\]*)\\.jar");

    private static final Pattern POM = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
    private static final Pattern GRADLE = Pattern.compile(".*[/\\\\]files-2\\.1[/\\\\]([^/\\\\]+)[/\\\\].*");
    private static final Pattern LAUNCHER =
            Pattern.compile("surefirebooter.*\\.jar|classpath\\d*\\.jar|pathing.*\\.jar");
    private static final int MOST_OPENED = 50;

    private final Path workingDirectory;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private int opened;

    private ClassPath(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** The artifacts in the order of the class path; paths are relative to that directory where they are in it. */
    static List<Artifact> read(String classPath, Path workingDirectory) {
        ClassPath reader = new ClassPath(workingDirectory.toAbsolutePath().normalize());
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            try {
                if (!entry.isBlank()) {
                    reader.add(reader.workingDirectory.resolve(entry));
                }
            } catch (InvalidPathException e) {
                // Java does not find anything there either.
            }
        }
        return List.copyOf(reader.artifacts);
    }

    private void add(Path entry) {
        Path path = entry.normalize();
        Path fileName = path.getFileName();
        if (fileName == null || !seen.add(path)) {
            return;
        }
        String file = fileName.toString();
        Matcher versioned = VERSIONED.matcher(file);
        if (!file.endsWith(".jar")) {
            if (Files.isDirectory(path)) {
                artifacts.add(new Artifact(null, shown(path), null, null));
            }
        } else if (versioned.matches()) {
            String version = versioned.group(2);
            artifacts.add(new Artifact(group(path, versioned.group(1)), versioned.group(1), version, null));
        } else if (opened++ < MOST_OPENED) {
            open(path, file);
        } else {
            artifacts.add(new Artifact(null, file, null, null));
        }
    }

    private String shown(Path directory) {
        if (directory.startsWith(workingDirectory) && !directory.equals(workingDirectory)) {
            return workingDirectory.relativize(directory).toString().replace('\\', '/');
        }
        return Paths.shorten(directory.toString());
    }

    /** Maven's and Gradle's caches have the group in the path. */
    private static @Nullable String group(Path path, String name) {
        Matcher gradle = GRADLE.matcher(path.toString());
        if (gradle.matches()) {
            return gradle.group(1);
        }
        int count = path.getNameCount();
        for (int i = count - 4; i > 0; i--) {
            boolean repository = path.getName(i - 1).toString().equals("repository");
            if (repository && path.getName(count - 3).toString().equals(name)) {
                return path.subpath(i, count - 3).toString().replace('\\', '.').replace('/', '.');
            }
        }
        return null;
    }

    private void open(Path path, String file) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String classPath = main.getValue(Attributes.Name.CLASS_PATH);
            if (!LAUNCHER.matcher(file).matches()) {
                String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                artifacts.add(
                        new Artifact(null, file, version != null ? version : main.getValue("Bundle-Version"), null));
                contents(jar, file);
            }
            if (classPath != null) {
                for (String relative : classPath.trim().split("\\s+", -1)) {
                    add(path, relative);
                }
            }
        } catch (IOException | SecurityException e) {
            if (Files.exists(path)) {
                artifacts.add(new Artifact(null, file, null, null));
            }
        }
    }

    private void add(Path jar, String relative) {
        try {
            add(Path.of(jar.toUri().resolve(URI.create(relative))));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // Not a file: nothing is known of it.
        }
    }

    private void contents(JarFile jar, String file) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            String name = entry.getName();
            Matcher pom = POM.matcher(name);
            if (pom.matches()) {
                Properties properties = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
                artifacts.add(new Artifact(pom.group(1), pom.group(2), properties.getProperty("version"), file));
            } else if (name.endsWith(".jar")) {
                Matcher nested = VERSIONED.matcher(name.substring(name.lastIndexOf('/') + 1));
                if (nested.matches()) {
                    artifacts.add(new Artifact(null, nested.group(1), nested.group(2), file));
                }
            }
        }
    }
}
