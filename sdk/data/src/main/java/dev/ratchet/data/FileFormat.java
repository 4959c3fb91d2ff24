/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of files that tables are read from. */
public enum FileFormat {
    /** Text with delimiters: {@code .csv}, {@code .tsv}, also packed by gzip. */
    CSV(".csv .tsv .csv.gz .tsv.gz", "text/csv text/tab-separated-values"),
    /** Parquet: {@code .parquet}, {@code .pq}. */
    PARQUET(".parquet .pq", "application/vnd.apache.parquet"),
    /** An array of objects or objects in lines: {@code .json}, {@code .jsonl}, {@code .ndjson}, also packed by gzip. */
    JSON(
            ".json .jsonl .ndjson .json.gz .jsonl.gz .ndjson.gz",
            "application/json application/x-ndjson application/jsonl"),
    /** Arrow files and streams, Feather: {@code .arrow}, {@code .arrows}, {@code .feather}, {@code .ipc}. */
    ARROW(".arrow .arrows .feather .ipc", "application/vnd.apache.arrow.file application/vnd.apache.arrow.stream");

    private final String endings;
    private final String contentTypes;

    FileFormat(String endings, String contentTypes) {
        this.endings = endings;
        this.contentTypes = contentTypes;
    }

    /** How names of such files end by default, with the dot. */
    public String ending() {
        return words(endings).get(0);
    }

    /** What the name of a file says; empty when it says nothing. */
    public static Optional<FileFormat> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (FileFormat format : values()) {
            if (words(format.endings).stream().anyMatch(lower::endsWith)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What the name of a file must say. */
    static FileFormat of(Path file) {
        return ofName(file.toString())
                .orElseThrow(() -> new RatchetException(
                        "The name of '" + file + "' does not tell its format. It must end with " + allEndings() + "."));
    }

    static Optional<FileFormat> ofContentType(String type) {
        String plain = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        for (FileFormat format : values()) {
            if (words(format.contentTypes).contains(plain)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The endings of all formats, for messages. */
    private static String allEndings() {
        return Arrays.stream(values()).map(format -> format.endings).collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
