/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.source;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that a path, a directory or a pattern names. */
public final class FileList {

    private static final String SPECIAL = "*?[{";

    private FileList() {}

    /** Whether a text is a pattern and not the name of a file that is there. */
    public static boolean isPattern(String location) {
        return location.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0) && !Files.exists(Path.of(location));
    }

    /**
     * The files directly in a directory but hidden ones and those that begin with an underline, sorted by name.
     *
     * @throws RatchetException when there are none
     */
    public static List<Path> inDirectory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return some(
                    files.filter(Files::isRegularFile)
                            .filter(file -> !isHidden(String.valueOf(file.getFileName())))
                            .sorted()
                            .toList(),
                    "Directory '" + directory + "' has no files.");
        } catch (IOException e) {
            throw new RatchetException("Directory '" + directory + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /**
     * The files of a pattern such as {@code data/2026-*.csv}, sorted by path; {@code **} stands for any directories.
     *
     * @throws RatchetException when there are none
     */
    public static List<Path> ofPattern(String pattern) {
        Path base = Path.of("");
        for (Path part : Path.of(pattern)) {
            if (part.toString().chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)) {
                break;
            }
            base = base.resolve(part);
        }
        if (Path.of(pattern).isAbsolute()) {
            base = FileSystems.getDefault().getPath("/").resolve(base);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        String none = "No file has a name like '" + pattern + "'.";
        if (!Files.isDirectory(base)) {
            return some(List.of(), none);
        }
        try (Stream<Path> files = Files.walk(base)) {
            return some(
                    files.filter(Files::isRegularFile)
                            .filter(file -> matcher.matches(file))
                            .sorted()
                            .toList(),
                    none);
        } catch (IOException e) {
            throw new RatchetException("Files like '" + pattern + "' cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    private static List<Path> some(List<Path> files, String none) {
        if (files.isEmpty()) {
            throw new RatchetException(none);
        }
        return files;
    }
}
