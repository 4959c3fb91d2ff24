/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of a directory that are code, and the classes that DJL would load by {@code serving.properties}. */
final class CodeFiles {

    private static final String OPTION = "option.";
    private static final Set<String> CLASSES = Set.of("blockFactory", "translator", "translatorFactory");
    private static final String OWN = "dev.ratchet.djl.PackageBlockFactory";

    private CodeFiles() {}

    /** All code, as words for a message; a link to a folder of jars too. */
    static List<String> of(Path directory) {
        List<String> code = new ArrayList<>(named(directory));
        code.addAll(paths(
                directory,
                file -> file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jar|class|java)")
                        || (Files.isSymbolicLink(file)
                                && file.getFileName().toString().matches("libs?"))));
        return code;
    }

    /** The symbolic links. */
    static List<String> links(Path directory) {
        return paths(directory, Files::isSymbolicLink);
    }

    private static List<String> paths(Path directory, Predicate<Path> which) {
        try {
            // A walk that begins at a link would see nothing behind it.
            Path real = directory.toRealPath();
            try (Stream<Path> files = Files.walk(real)) {
                return files.filter(file -> !file.equals(real))
                        .filter(which)
                        .map(file -> real.relativize(file).toString().replace('\\', '/'))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of '" + directory + "' cannot be listed: " + e.getMessage(), e);
        }
    }

    private static List<String> named(Path directory) {
        Path file = directory.resolve("serving.properties");
        if (!Files.exists(file)) {
            return List.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
        List<String> classes = new ArrayList<>();
        for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
            String name = key.startsWith(OPTION) ? key.substring(OPTION.length()) : key;
            String value = properties.getProperty(key).strip();
            if (CLASSES.contains(name) && !value.equals(OWN) && !value.startsWith(PackageCode.DJL)) {
                classes.add("the " + (name.equals("blockFactory") ? "block factory" : "translator") + " " + value);
            }
        }
        return classes;
    }
}
