/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.Model;
import dev.ratchet.testing.MlflowServer;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A training that was delivered to a server, read back and loaded by Python and by Java. */
abstract class DeliveredTrainingContract {

    private static final Map<String, Object> PARAMS = params();

    @TempDir
    Path directory;

    private final String name = "autolog-" + UUID.randomUUID();

    abstract MlflowServer server();

    private static Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("objective", "binary:logistic");
        params.put("eval_metric", List.of("logloss", "auc"));
        params.put("max_depth", 3);
        params.put("eta", 0.3);
        params.put("seed", 7);
        params.put("nthread", 2);
        return params;
    }

    private Ratchet open(String store) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve(store))
                .trackingUri(server().uri())
                .modelCache(directory.resolve("cache"))
                // A slow machine is no fault here.
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open();
    }

    @Test
    void training_isReadAndLoadedByPythonAndJava_asItWas() throws Exception {
        List<Integer> expected;
        String runId;
        try (Ratchet ratchet = open("store");
                TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid()) {
            Map<String, DMatrix> watches = new LinkedHashMap<>();
            watches.put("train", train);
            watches.put("valid", valid);
            String[] id = new String[1];
            Booster booster = ratchet.experiment(name).run("parity", run -> {
                Booster trained = AutologXGBoost.train(run, train, PARAMS, 60, watches, null, null, null, 5);
                ModelVersion version = run.register(name, XGBoostModel.of(trained));
                int number = version.awaitNumber(Duration.ofSeconds(60));
                ratchet.stores().registry().setAlias(name, "champion", number);
                id[0] = run.mlflowRunId().orElseThrow();
                return trained;
            });
            runId = id[0];
            expected = bits(booster.predict(valid));
            booster.dispose();
        }
        JsonNode seen = readBack(runId);
        checkRun(seen, runId);
        assertThat(ints(seen.get("pyfunc"))).isEqualTo(expected);
        assertThat(ints(seen.get("pyfunc_shuffled"))).isEqualTo(expected);
        assertThat(ints(seen.get("of_run"))).isEqualTo(expected);
        assertThat(ints(seen.get("xgboost"))).isEqualTo(expected);
        for (String store : List.of("store", "another machine")) {
            for (String uri :
                    List.of("models:/" + name + "@champion", "models:/" + name + "/1", "runs:/" + runId + "/model")) {
                try (Ratchet ratchet = open(store);
                        Model model = ratchet.load(uri)) {
                    assertThat(bits(model.predict(validRows()))).as(uri).isEqualTo(expected);
                }
            }
        }
    }

    private JsonNode readBack(String runId) throws Exception {
        Path csv = directory.resolve("wdbc.csv");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/wdbc.csv"))) {
            Files.copy(in, csv);
        }
        String script;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/python/read_back.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String out = server().runPython(script, runId, name, "champion", csv.toString());
        return new ObjectMapper().readTree(out.substring(out.indexOf('{')));
    }

    private static void checkRun(JsonNode seen, String runId) {
        assertThat(seen.get("status").asText()).isEqualTo("FINISHED");
        assertThat(seen.get("params").get("eval_metric").asText()).isEqualTo("['logloss', 'auc']");
        assertThat(seen.get("params").get("num_boost_round").asText()).isEqualTo("60");
        assertThat(seen.get("params").get("early_stopping_rounds").asText()).isEqualTo("5");
        assertThat(seen.get("tags").has("mlflow.user")).isTrue();
        assertThat(seen.get("tags").get("mlflow.autologging").asText()).isEqualTo("xgboost");
        assertThat(seen.get("importance").size()).isPositive();
        assertThat(seen.get("environment").toString()).contains("java");
        assertThat(seen.get("artifacts").toString())
                .contains("feature_importance_weight.json", "feature_importance_weight.svg");
        assertThat(seen.get("version").get(0).asInt()).isEqualTo(1);
        assertThat(seen.get("version").get(1).asText()).isEqualTo(runId);
        List<String> inputs = new ArrayList<>();
        seen.get("inputs")
                .forEach(input ->
                        inputs.add(input.get(0).asText() + " " + input.get(2).asText()));
        assertThat(inputs).containsExactlyInAnyOrder("wdbc-train train", "train eval", "valid eval");
        checkCurves(seen.get("metrics"), seen.get("python_training"));
    }

    /** Each iteration is what Python's training gives; then come best values, as Python's autologging logs them. */
    private static void checkCurves(JsonNode java, JsonNode python) {
        int best = java.get("best_iteration").get(0).get(1).asInt();
        python.properties().forEach(curve -> {
            JsonNode mine = java.get(curve.getKey());
            JsonNode theirs = curve.getValue();
            int last = mine.size() - 1;
            assertThat(last).isBetween(theirs.size() - 1, theirs.size());
            for (int i = 0; i < last; i++) {
                assertThat(mine.get(i).get(0).asInt()).isEqualTo(i);
                assertThat(mine.get(i).get(1).asDouble())
                        .as("%s at %s", curve.getKey(), i)
                        .isEqualTo(theirs.get(i).asDouble());
            }
            assertThat(mine.get(last).get(0).asInt()).isEqualTo(last);
            assertThat(mine.get(last).get(1).asDouble())
                    .isEqualTo(theirs.get(best).asDouble());
        });
    }

    private static FloatRows validRows() {
        Wdbc data = Wdbc.all();
        return FloatRows.of(data.names(), Arrays.copyOfRange(data.rows(), 426, 569));
    }

    private static List<Integer> bits(float[][] scores) {
        List<Integer> bits = new ArrayList<>();
        for (float[] row : scores) {
            bits.add(Float.floatToRawIntBits(row[0]));
        }
        return bits;
    }

    private static List<Integer> ints(JsonNode values) {
        List<Integer> ints = new ArrayList<>();
        values.forEach(value -> ints.add(value.asInt()));
        return ints;
    }
}
