/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.testing.JavaScores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Boosters that were exported to ONNX give the booster's scores in Python, from a real server. */
class Mlflow3OnnxExportTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    /** One for each way from the sums to the scores, and for each kind of booster. */
    private static final List<String> KINDS = List.of(
            "binary:logistic",
            "binary:hinge",
            "count:poisson",
            "rank:ndcg",
            "multi:softprob",
            "multi:softmax",
            "dart",
            "linear");

    private static final int ROWS = 64;

    @TempDir
    Path directory;

    @Test
    void pyfunc_givesTheScoresOfTheBooster() throws Exception {
        JavaScores scores = new JavaScores();
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
                    log(run, kind, scores);
                }
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
        }

        List<JavaScores.Distance> seen = scores.inPython(MLFLOW, runId);

        assertThat(seen).hasSize(3 * KINDS.size());
        assertThat(seen).allSatisfy(one -> assertThat(one.distance()).isLessThan(1e-5));
    }

    /** Logs a booster, and keeps what it gives for some rows. */
    private static void log(Run run, String kind, JavaScores scores) throws XGBoostError {
        Booster booster =
                OnnxBoosters.train(Objects.requireNonNull(OnnxBoosters.kinds().get(kind)));
        String name = kind.replace(':', '-');
        run.logModel(name, XGBoostOnnx.of(booster));
        float[] rows = OnnxBoosters.rows(new Random(17), ROWS, false);
        DMatrix matrix = OnnxBoosters.matrix(rows, ROWS);
        scores.add(name, OnnxBoosters.NAMES, rows, booster.predict(matrix));
        matrix.dispose();
        booster.dispose();
    }
}
