/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What models gave in Java, to be compared with what the packages of the same models give in Python: by {@code
 * mlflow.pyfunc}, with one row and with all of them, and by what {@code mlflow models serve} does with a request. Not
 * thread-safe.
 */
public final class JavaScores {

    private final List<String> lines = new ArrayList<>();

    /**
     * How far Python's scores are from Java's.
     *
     * @param way {@code pyfunc} or {@code served}
     * @param model its name in the run
     * @param rows how many rows were scored at once
     * @param distance the largest difference of a score, relative to Java's where that is above 1 or below -1
     */
    public record Distance(String way, String model, int rows, double distance) {}

    /**
     * Adds what a model gave.
     *
     * @param model the name that it was logged by, without blanks
     * @param columns of its rows, without blanks
     * @param rows one row after the other
     * @param scores of each row
     */
    public void add(String model, List<String> columns, float[] rows, float[][] scores) {
        lines.add(model + " " + String.join(" ", columns));
        lines.add(text(rows));
        lines.add(Arrays.stream(scores).map(JavaScores::text).collect(Collectors.joining(" ")));
    }

    private static String text(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(" "));
    }

    /**
     * Scores all models in Python, three times each.
     *
     * @param runId MLflow's id of the run that has the models
     */
    public List<Distance> inPython(MlflowServerExtension server, String runId) {
        Path file = null;
        try {
            file = Files.write(Files.createTempFile("java-scores-", ".txt"), lines);
            String script = new String(MlflowEnvironment.resource("pyfunc.py"), StandardCharsets.UTF_8);
            return server.runPython(script, runId, file.toString())
                    .lines()
                    .filter(line -> line.startsWith("pyfunc ") || line.startsWith("served "))
                    .map(line -> line.split(" ", -1))
                    .map(words ->
                            new Distance(words[0], words[1], Integer.parseInt(words[2]), Double.parseDouble(words[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hand the scores to Python", e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It stays among the system's temporary files.
        }
    }
}
