/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Boosters that were exported to ONNX give the booster's scores in Python, from a real server. */
class Mlflow3OnnxExportTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    /** One for each way from the sums to the scores, and for each kind of booster. */
    private static final List<String> KINDS = List.of(
            "binary:logistic", "binary:hinge", "count:poisson", "rank:ndcg", "multi:softprob", "multi:softmax", "dart",
            "linear");

    private static final int ROWS = 64;

    @TempDir
    Path directory;

    @Test
    void pyfunc_givesTheScoresOfTheBooster() throws Exception {
        List<String> lines = new ArrayList<>();
        String runId;
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(MLFLOW.uri())
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open()) {
            runId = ratchet.experiment("xgboost to onnx").run("every kind", run -> {
                for (String kind : KINDS) {
                    lines.addAll(log(run, kind));
                }
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
        }
        Path file = Files.write(directory.resolve("expected.txt"), lines);
        String script;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/python/pyfunc.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        List<String[]> seen = MLFLOW
                .runPython(script, runId, file.toString())
                .lines()
                .filter(line -> line.startsWith("pyfunc ") || line.startsWith("served "))
                .map(line -> line.split(" ", -1))
                .toList();

        assertThat(seen).hasSize(3 * KINDS.size());
        for (String[] one : seen) {
            assertThat(Double.parseDouble(one[3]))
                    .as("%s %s, %s rows", (Object[]) one)
                    .isLessThan(1e-5);
        }
    }

    /** Logs a booster; its name and columns, rows, and what it gives for them. */
    private static List<String> log(Run run, String kind) throws XGBoostError {
        Booster booster =
                OnnxBoosters.train(Objects.requireNonNull(OnnxBoosters.kinds().get(kind)));
        String name = kind.replace(':', '-');
        run.logModel(name, XGBoostOnnx.of(booster));
        float[] rows = OnnxBoosters.rows(new Random(17), ROWS, false);
        DMatrix matrix = OnnxBoosters.matrix(rows, ROWS);
        float[][] scores = booster.predict(matrix);
        matrix.dispose();
        booster.dispose();
        return List.of(
                name + " " + String.join(" ", OnnxBoosters.NAMES),
                text(rows),
                Arrays.stream(scores).map(Mlflow3OnnxExportTest::text).collect(Collectors.joining(" ")));
    }

    private static String text(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(" "));
    }
}
