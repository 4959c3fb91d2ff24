/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** One training logged by Java and by Python's own autologging to one real server. */
class PythonParityTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private static final String[] CURVES = {"train-logloss", "train-auc", "valid-logloss", "valid-auc"};

    @TempDir
    Path store;

    private final String name = "parity-" + UUID.randomUUID();

    @Test
    void train_logsWhatPythonLogs() throws Exception {
        String pythonRun = python("autolog.py", name, data());
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(store)
                .trackingUri(MLFLOW.uri())
                .createTimeout(Duration.ofSeconds(20))
                .closeTimeout(Duration.ofSeconds(60))
                .open()) {
            String javaRun = ratchet.experiment(name).run("java", run -> {
                train(run).dispose();
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            compare(ratchet.server().orElseThrow(), pythonRun, javaRun);
        }
    }

    private static Booster train(Run run) throws Exception {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("objective", "binary:logistic");
        params.put("eval_metric", List.of("logloss", "auc"));
        params.put("max_depth", 3);
        params.put("eta", 0.3);
        params.put("seed", 7);
        params.put("nthread", 1);
        try (TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            Map<String, DMatrix> watches = new LinkedHashMap<>();
            watches.put("train", train);
            watches.put("valid", valid);
            return AutologXGBoost.train(run, train, params, 200, watches, null, null, null, 5);
        }
    }

    private static void compare(Stores server, String pythonRun, String javaRun) {
        RunRecord python = server.tracking().run(pythonRun);
        RunRecord java = server.tracking().run(javaRun);
        assertThat(java.metrics().keySet()).containsAll(python.metrics().keySet());
        Map<String, String> params = new LinkedHashMap<>(python.params());
        // These have no counterpart in Java.
        params.keySet().removeAll(List.of("verbose_eval", "maximize", "custom_metric"));
        assertThat(java.params()).containsAllEntriesOf(params);
        assertThat(java.tags()).containsEntry("mlflow.autologging", "xgboost");
        for (String key : CURVES) {
            List<Double> theirs = values(server, pythonRun, key);
            List<Double> ours = values(server, javaRun, key);
            // XGBoost calls Python's callbacks in the order of a set: sometimes early stopping comes before logging,
            // and
            // then the iteration at which it stops is missing. Java always has it.
            int shared = theirs.size() - 1;
            assertThat(ours.size() - theirs.size()).isBetween(0, 1);
            assertThat(ours.subList(0, shared)).isEqualTo(theirs.subList(0, shared));
            assertThat(ours.get(ours.size() - 1)).isEqualTo(theirs.get(shared));
        }
        assertThat(values(server, javaRun, "best_iteration")).isEqualTo(values(server, pythonRun, "best_iteration"));
        compareInputs(python.inputs(), java.inputs());
        assertThat(artifacts(server, java)).contains("feature_importance_weight.json", "feature_importance_weight.png");
    }

    private static void compareInputs(List<DatasetInput> python, List<DatasetInput> java) {
        assertThat(java).extracting(DatasetInput::context).containsExactlyInAnyOrder("train", "eval", "eval");
        for (DatasetInput theirs : python) {
            assertThat(java).anySatisfy(ours -> {
                assertThat(ours.context()).isEqualTo(theirs.context());
                assertThat(ours.name()).isEqualTo(theirs.name().equals("dataset") ? "wdbc-train" : theirs.name());
                assertThat(ours.profile()).contains("\"mlflow-python-1\":\"" + theirs.digest() + "\"");
                assertThat(ours.schema().replace(" ", ""))
                        .isEqualTo(theirs.schema().replace(" ", ""));
            });
        }
    }

    private static List<Double> values(Stores server, String run, String key) {
        return server.tracking().metricHistory(run, key).stream()
                .map(MetricPoint::value)
                .toList();
    }

    private static List<String> artifacts(Stores server, RunRecord run) {
        return server.artifacts().list(run.artifactRoot(), "").stream()
                .map(file -> file.path())
                .toList();
    }

    /** The last line that a script prints; MLflow itself prints before it. */
    private static String python(String script, String... arguments) throws IOException {
        try (InputStream in = Objects.requireNonNull(PythonParityTest.class.getResourceAsStream("/" + script))) {
            List<String> lines = MLFLOW.runPython(new String(in.readAllBytes(), StandardCharsets.UTF_8), arguments)
                    .lines()
                    .toList();
            return lines.get(lines.size() - 1);
        }
    }

    private static String data() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PythonParityTest.class.getResource("/wdbc.csv"))
                        .toURI())
                .toString();
    }
}
