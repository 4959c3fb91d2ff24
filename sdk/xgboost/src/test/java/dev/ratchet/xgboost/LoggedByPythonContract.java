/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Ratchet;
import dev.ratchet.model.Model;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Models that Python logs to a server score in Java bit for bit as in Python. */
abstract class LoggedByPythonContract {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Enough to see each layout, format and kind of signature; PythonMatrixTest has the rest. */
    private static final List<String> CASES = List.of(
            "binary",
            "squared-base-score-json",
            "softprob",
            "ndcg",
            "poisson",
            "dart",
            "linear",
            "targets",
            "codes",
            "array",
            "array-unsigned",
            "vector");

    @TempDir
    Path directory;

    abstract MlflowServer server();

    @Test
    void predict_givesPythonsBits_whenPythonLoggedTheModel() throws Exception {
        String script;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/python/make_models.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path made = directory.resolve("made");
        server().runPython(
                        LIMIT,
                        script,
                        java.util.stream.Stream.concat(java.util.stream.Stream.of(made.toString()), CASES.stream())
                                .toArray(String[]::new));
        List<PythonCase> cases = PythonCase.below(made);
        assertThat(cases).extracting(PythonCase::name).containsExactlyInAnyOrderElementsOf(CASES);
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(server().uri())
                .modelCache(directory.resolve("cache"))
                .open()) {
            for (PythonCase one : cases) {
                try (Model model = ratchet.load(one.expected().get("uri").asText())) {
                    assertThat(PythonCase.bits(model.predict(one.rows())))
                            .as(one.name())
                            .isEqualTo(one.bits());
                }
            }
        }
    }
}
