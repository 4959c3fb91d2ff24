/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.flights;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.report.EvaluationLog;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The sample: flights of a year, split by time, one model, judged once by the latest flights and by parts of them. */
public final class Flights {

    private static final String MODEL = "flights";
    private static final int MOST_ROUNDS = 200;
    private static final int PATIENCE = 10;

    /** Declared before anything is trained. */
    static final ProblemDefinition PROBLEM = ProblemDefinition.builder(Task.REGRESSION, FlightRows.DELAY)
            .metric("mean_absolute_error", 20)
            .build();

    private static final Map<String, Object> PARAMS =
            Map.of("objective", "reg:absoluteerror", "eval_metric", "mae", "max_depth", 6, "eta", 0.1, "seed", 42);

    private Flights() {}

    /** Trains on the flights of the file that is named, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws XGBoostError {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out, Path.of(args[0]), Integer.MAX_VALUE);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    static EvaluationReport run(Ratchet ratchet, PrintStream out, Path file, int mostRows) throws XGBoostError {
        out.println("Reading " + file.getFileName());
        try (FlightRows.Landed flights = FlightRows.read(file, mostRows);
                DataSplit split = DataSplit.byTime(FlightRows.TIME)
                        .fractions(0.64, 0.16, 0.20)
                        .apply(flights.rows())) {
            out.printf(
                    "%,d of %,d flights have no arrival delay, because they were cancelled or diverted: left out%n",
                    flights.without(), flights.without() + flights.rows().rowCount());
            out.printf(
                    "Training on %,d flights; the latest %,d are sealed%n%n",
                    split.train().rowCount(), split.test().rowCount());
            return ratchet.experiment(MODEL).run("boosted trees", run -> {
                run.logJson(PROBLEM.toJsonValue(), "problem.json");
                run.logParam("rows_without_arr_delay", flights.without());
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
        try (Table learned = FlightRows.features(split.train());
                Table chosenBy = FlightRows.features(split.validation());
                TrackedMatrix train = TrackedMatrix.of(learned, FlightRows.DELAY);
                TrackedMatrix valid = train.like(chosenBy)) {
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

    /** Opens the latest flights, which nothing was chosen by. */
    private static EvaluationReport judge(
            Ratchet ratchet, Run run, ModelVersion version, Booster booster, DataSplit split, TrackedMatrix train)
            throws XGBoostError {
        Purpose purpose = Purpose.of("final score").finalModel(version.model().packageDigest());
        try (Table learned = FlightRows.features(split.train());
                Table rows = split.test().open(ratchet, run, purpose);
                Table told = FlightRows.features(rows);
                TrackedMatrix test = train.like(told)) {
            EvaluationReport report =
                    new Judge(learned, booster.predict(train)).report(rows, told, booster.predict(test));
            EvaluationLog.of(run)
                    .prefix("test_")
                    .model(version.model())
                    .dataset(test.identity())
                    .log(report);
            return report;
        }
    }
}
