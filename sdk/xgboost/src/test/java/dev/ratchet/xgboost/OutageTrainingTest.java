/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.SyncReport;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** A training while the server is away, busy, silent or slow gives the same model, and all of it is delivered later. */
class OutageTrainingTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private static final int ROUNDS = 40;
    private static final Map<String, Object> PARAMS =
            Map.of("objective", "binary:logistic", "max_depth", 3, "nthread", 1, "verbose_eval", 0);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"off", "busy", "silent", "held"})
    void train_givesTheSameModel_andSyncDeliversIt(String trouble) throws Exception {
        byte[] stock;
        byte[] logged;
        try (TrackedMatrix train = Wdbc.all().train();
                TrackedMatrix valid = Wdbc.all().valid();
                FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            Booster expected = XGBoost.train(train, PARAMS, ROUNDS, Map.of("valid", valid), null, null);
            stock = expected.toByteArray("ubj");
            expected.dispose();
            begin(trouble, proxy);
            try (Ratchet ratchet = Ratchet.builder()
                    .environment(Map.of())
                    .store(directory)
                    .trackingUri(proxy.uri())
                    .set("MLFLOW_HTTP_REQUEST_TIMEOUT", "5")
                    .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                    .closeTimeout(Duration.ZERO)
                    .open()) {
                AtomicReference<Run> trained = new AtomicReference<>();
                // The fault holds until the training is over, so a training that ends has not waited for the server.
                logged = ratchet.experiment("outage-" + UUID.randomUUID()).run(trouble, run -> {
                    trained.set(run);
                    Booster booster =
                            AutologXGBoost.train(run, train, PARAMS, ROUNDS, Map.of("valid", valid), null, null);
                    byte[] bytes = booster.toByteArray("ubj");
                    booster.dispose();
                    return bytes;
                });
                proxy.pass();
                SyncReport report = ratchet.sync(false, line -> {});
                assertThat(report.isComplete()).as("%s", report).isTrue();
                String runId =
                        Objects.requireNonNull(trained.get()).mlflowRunId().orElseThrow();
                assertThat(ratchet.stores().tracking().metricHistory(runId, "valid-logloss"))
                        .hasSize(ROUNDS);
            }
        }
        assertThat(logged).isEqualTo(stock);
    }

    private static void begin(String trouble, FaultProxy proxy) {
        switch (trouble) {
            case "off" -> proxy.refuse();
            case "busy" -> proxy.inject(Fault.answer(503, "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\"}"));
            case "silent" -> proxy.inject(Fault.blackHole());
            default -> proxy.inject(Fault.hold());
        }
    }
}
