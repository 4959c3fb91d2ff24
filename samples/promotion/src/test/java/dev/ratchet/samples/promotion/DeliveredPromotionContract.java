/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.promotion;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.record.PredictionsFile;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Promotion on a real server, from the run that trained to the alias; and against a champion of Python's. */
abstract class DeliveredPromotionContract {

    private static final String PYTHONS = "tumours-of-python";

    /** Trains hardly, registers, and makes it champion and Production, as a team without Ratchet would. */
    private static final String CHAMPION_OF_PYTHON = """
            import sys
            import mlflow, mlflow.xgboost
            import pandas as pd
            import xgboost as xgb
            from mlflow.models import infer_signature
            rows = pd.read_csv(sys.argv[1])
            label = (rows.pop("diagnosis") == "malignant").astype(float)
            with mlflow.start_run():
                booster = xgb.train({"objective": "binary:logistic", "max_depth": 2, "eta": 0.1, "nthread": 1},
                                    xgb.DMatrix(rows, label=label), int(sys.argv[3]))
                name = "name" if mlflow.__version__ >= "3" else "artifact_path"
                mlflow.xgboost.log_model(booster, **{name: "model"}, registered_model_name=sys.argv[2],
                                         signature=infer_signature(rows, booster.predict(xgb.DMatrix(rows))))
            client = mlflow.MlflowClient()
            client.set_registered_model_alias(sys.argv[2], "champion", "1")
            client.transition_model_version_stage(sys.argv[2], "1", "Production")
            """;

    private static final String WHAT_PYTHON_SEES = """
            import sys, mlflow
            client = mlflow.MlflowClient()
            version = client.get_model_version_by_alias(sys.argv[1], "champion")
            run = client.get_run(client.get_model_version(sys.argv[1], version.version).tags["ratchet.decision"])
            print(version.version, version.current_stage, run.info.status, run.data.tags["ratchet.decision.verdict"],
                  client.get_experiment(run.info.experiment_id).name)
            """;

    @TempDir
    Path folder;

    abstract MlflowServer server();

    private Ratchet open() {
        return Ratchet.builder()
                .environment(Map.of())
                .store(folder.resolve("store"))
                .trackingUri(server().uri())
                .modelCache(folder.resolve("cache"))
                .createTimeout(Duration.ofSeconds(20))
                .closeTimeout(Duration.ofSeconds(60))
                .open();
    }

    @Test
    void sample_runsOnTheServer_andWhatIsKeptThereIsComputedAgain() throws Exception {
        try (Ratchet ratchet = open();
                PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            List<PromotionResult> results = Tumours.run(ratchet, out);

            assertThat(results)
                    .extracting(result -> result.decision().verdict())
                    .containsExactly(Verdict.PROMOTE, Verdict.HOLD, Verdict.REJECT, Verdict.PROMOTE);
            assertThat(Champions.of(ratchet).verify(Tumours.MODEL).findings()).isEmpty();
            RunRecord run = ratchet.stores().tracking().run(results.get(3).run().orElseThrow());
            assertThat(run.tags()).containsEntry("ratchet.decision.outcome", "promoted by entry 2");
            assertThat(run.metrics()).containsKeys("log_loss_difference", "champion_log_loss", "candidate_roc_auc");
            assertThat(run.inputs()).hasSize(1);
            assertThat(ratchet.stores().artifacts().list(run.artifactRoot(), ""))
                    .extracting(ArtifactRecord::path)
                    .contains("decision.json", "decision.html", "policy.json", "predictions.parquet", "entry.json");
            assertThat(Promotion.replay(
                                    Files.readString(download(ratchet, run, "decision.json")),
                                    PredictionsFile.read(download(ratchet, run, "predictions.parquet")))
                            .differences())
                    .isEmpty();
        }
    }

    private Path download(Ratchet ratchet, RunRecord run, String name) {
        Path file = folder.resolve(name);
        ratchet.stores().artifacts().download(run.artifactRoot(), name, file);
        return file;
    }

    @Test
    void championOfPython_isBeatenByJava_onTheSameParquetFile_orNot() throws Exception {
        PromotionPolicy policy = PromotionPolicy.builder(PYTHONS)
                .superior("log_loss")
                .label(Tumours.DIAGNOSIS)
                .stage("Production")
                .build();
        Path test = folder.resolve("test.parquet");
        try (Ratchet ratchet = open();
                Table all = Tables.csv(Tumours.file("/wdbc.csv"));
                DataSplit split = Tumours.split().apply(all);
                Table rows = split.test().open(ratchet, Purpose.of("promotion").finalModel(PYTHONS))) {
            Path train = folder.resolve("train.csv");
            Tables.write(split.train(), train);
            Tables.write(rows, test);
            server().runPython(CHAMPION_OF_PYTHON, train.toString(), PYTHONS, "10");
            ModelVersion equal = train(ratchet, split.train(), 10, 2);
            ModelVersion better = train(ratchet, split.train(), 80, 3);

            try (Table parquet = Tables.parquet(test)) {
                Promotion promotion = Promotion.of(ratchet).actor(Actor.claimed("ann"));
                assertThatThrownBy(() -> promotion.promote(better, policy, parquet))
                        .isInstanceOf(ReconcileNeededException.class)
                        .hasMessageContaining("the ledger says nothing yet")
                        .hasMessageContaining("--adopt");
                Champions.of(ratchet).adopt(PYTHONS, "champion", Actor.claimed("ann"), "it serves since May");

                PromotionResult held = promotion.promote(equal, policy, parquet);
                PromotionResult promoted = promotion.promote(better, policy, parquet);

                assertThat(held.decision().verdict()).as(held.summary()).isEqualTo(Verdict.HOLD);
                assertThat(promoted.isPromoted()).as(promoted.summary()).isTrue();
                assertThat(promoted.entry().orElseThrow().entry().kind()).isEqualTo(EntryKind.PROMOTE);
                assertThat(ratchet.stores().registry().versions(PYTHONS))
                        .extracting(VersionRecord::stage)
                        .containsExactly(
                                VersionRecord.Stage.ARCHIVED, VersionRecord.Stage.NONE, VersionRecord.Stage.PRODUCTION);
                assertThat(server().runPython(WHAT_PYTHON_SEES, PYTHONS).strip())
                        .isEqualTo("3 Production FINISHED PROMOTE " + PYTHONS + ".decisions");
            }
        }
    }

    private static ModelVersion train(Ratchet ratchet, Table rows, int rounds, int depth) throws Exception {
        Map<String, Object> params =
                Map.of("objective", "binary:logistic", "max_depth", depth, "eta", 0.1, "nthread", 1);
        try (TrackedMatrix train = TrackedMatrix.of(rows, Tumours.DIAGNOSIS)) {
            return ratchet.experiment(PYTHONS)
                    .run(
                            rounds + " rounds",
                            run -> run.register(
                                    PYTHONS,
                                    XGBoostModel.of(
                                            AutologXGBoost.train(run, train, params, rounds, Map.of(), null, null))));
        }
    }
}
