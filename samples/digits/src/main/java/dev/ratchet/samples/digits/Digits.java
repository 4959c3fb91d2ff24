/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.digits;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.report.EvaluationLog;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.slice.SliceReport;
import dev.ratchet.evaluation.slice.Slices;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample: ten classes, one model, judged once by sealed rows, as a whole and digit by digit. */
public final class Digits {

    private static final String MODEL = "digits";
    private static final int CLASSES = 10;
    private static final int SEED = 42;
    private static final int MOST_ROUNDS = 200;
    private static final int PATIENCE = 10;
    /** Each digit has some 36 of the sealed rows. */
    private static final int ROWS_OF_A_DIGIT = 20;

    /** What the model is to tell: 0 to 9. */
    static final String DIGIT = "digit";

    /** Declared before anything is trained. */
    static final ProblemDefinition PROBLEM = ProblemDefinition.builder(Task.MULTICLASS, DIGIT)
            .metric("f1_score_macro", 0.95)
            .build();

    private static final Map<String, Object> PARAMS = Map.of(
            "objective",
            "multi:softprob",
            "num_class",
            CLASSES,
            "eval_metric",
            List.of("merror", "mlogloss"),
            "max_depth",
            4,
            "eta",
            0.2,
            "subsample",
            0.7,
            "colsample_bynode",
            0.3,
            "seed",
            SEED);

    private Digits() {}

    /** Trains, registers and prints, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws XGBoostError {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    static EvaluationReport run(Ratchet ratchet, PrintStream out) throws XGBoostError {
        try (Table table = Tables.csv(data());
                DataSplit split = DataSplit.stratified(DIGIT)
                        .fractions(0.64, 0.16, 0.20)
                        .seed(SEED)
                        .apply(table)) {
            return ratchet.experiment(MODEL).run("boosted trees", run -> {
                run.logJson(PROBLEM.toJsonValue(), "problem.json");
                EvaluationReport report = train(ratchet, run, split);
                out.println(report.text());
                out.println("Everything is in   " + ratchet.directory());
                out.println("The report is      evaluation/test/report.html of the run '" + run.name() + "' ("
                        + run.id() + ")");
                return report;
            });
        }
    }

    private static EvaluationReport train(Ratchet ratchet, Run run, DataSplit split) throws XGBoostError {
        try (TrackedMatrix train = TrackedMatrix.of(split.train(), DIGIT);
                TrackedMatrix valid = train.like(split.validation())) {
            Booster booster = AutologXGBoost.train(
                    run, train, PARAMS, MOST_ROUNDS, Map.of("valid", valid), null, null, null, PATIENCE);
            try {
                ModelVersion version = run.register(MODEL, XGBoostModel.of(booster));
                return judge(ratchet, run, version, booster, split, train);
            } finally {
                booster.dispose();
            }
        }
    }

    /** Judges by rows that nothing was chosen by; each digit is a slice of them. */
    private static EvaluationReport judge(
            Ratchet ratchet, Run run, ModelVersion version, Booster booster, DataSplit split, TrackedMatrix train)
            throws XGBoostError {
        Purpose purpose = Purpose.of("final score").finalModel(version.model().packageDigest());
        try (Table rows = split.test().open(ratchet, run, purpose);
                TrackedMatrix test = train.like(rows)) {
            Predictions predictions = PredictionRows.builder(DIGIT)
                    .task(Task.MULTICLASS)
                    .column(DIGIT)
                    .build()
                    .outputs(rows, booster.predict(test))
                    .predictions();
            List<SliceReport> digits =
                    Slices.by(DIGIT).minimumRows(ROWS_OF_A_DIGIT).of(predictions, Metrics.lossOf(predictions));
            EvaluationReport report = EvaluationReport.builder("Handwritten digits, sealed rows")
                    .predictions(predictions)
                    .evaluation(Evaluator.create().evaluate(predictions))
                    .slices(digits.toArray(SliceReport[]::new))
                    .problem(PROBLEM)
                    .build();
            EvaluationLog.of(run)
                    .prefix("test_")
                    .model(version.model())
                    .dataset(test.identity())
                    .log(report);
            return report;
        }
    }

    /** The file beside the classes. */
    private static Path data() {
        try {
            return Path.of(Objects.requireNonNull(Digits.class.getResource("/digits.csv"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
