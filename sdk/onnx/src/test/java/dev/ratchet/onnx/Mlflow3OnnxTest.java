/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.Ratchet;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.Model;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Models that Java logs to a real server score in Python, and those that Python logs score in Java. */
class Mlflow3OnnxTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    Path directory;

    private static Rows rows(int count) {
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new double[] {i * 0.25 - 3, i % 7 - 2.5};
        }
        return Rows.of(ColumnType.DOUBLE, List.of("a", "b"), rows);
    }

    private record Line(String what, double[] numbers) {}

    private static Map<String, Line> python(String... arguments) throws IOException {
        String script;
        try (InputStream in =
                Objects.requireNonNull(Mlflow3OnnxTest.class.getResourceAsStream("/python/round_trip.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, Line> lines = new LinkedHashMap<>();
        MLFLOW.runPython(script, arguments).lines().forEach(line -> {
            String[] parts = line.split(" ", -1);
            if (List.of("java", "wide", "named", "maps").contains(parts[0])) {
                double[] numbers = Arrays.stream(parts)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                lines.put(parts[0].equals("java") ? "java" + parts[1] : parts[0], new Line(parts[1], numbers));
            }
        });
        return lines;
    }

    @Test
    void models_scoreTheSameInJavaAndPython_whoeverLoggedThem() throws Exception {
        String name = "onnx-" + UUID.randomUUID();
        OnnxModel model = OnnxModel.builder(OnnxGraphTest.linear())
                .columns(List.of("a", "b"))
                .inputExample(rows(2))
                .build();
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(MLFLOW.uri())
                .modelCache(directory.resolve("cache"))
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open()) {
            ratchet.experiment(name)
                    .run("java", run -> run.register(name, model).awaitNumber(Duration.ofMinutes(1)));

            Map<String, Line> seen = python("models:/" + name + "/1");

            assertThat(seen.keySet()).containsExactlyInAnyOrder("java1", "java64", "wide", "named", "maps");
            assertSame(ratchet, "models:/" + name + "/1", 1, seen.get("java1"));
            assertSame(ratchet, "models:/" + name + "/1", 64, seen.get("java64"));
            for (String one : List.of("wide", "named", "maps")) {
                Line line = Objects.requireNonNull(seen.get(one));
                assertSame(ratchet, line.what(), 64, line);
            }
        }
    }

    private static void assertSame(
            Ratchet ratchet, String uri, int count, @org.jspecify.annotations.Nullable Line line) {
        double[] expected = Objects.requireNonNull(line).numbers();
        try (Model loaded = ratchet.load(uri)) {
            float[][] scores = loaded.predict(rows(count));
            int width = scores[0].length;
            assertThat(expected).as(uri).hasSize(count * width);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) scores[i / width][i % width])
                        .as("%s: value %s", uri, i)
                        .isCloseTo(expected[i], within(1e-5));
            }
        }
    }
}
