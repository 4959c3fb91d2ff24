/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.penguins;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.check.ModelChecks;
import dev.ratchet.evaluation.problem.Evidence;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.report.EvaluationLog;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.slice.FeatureColumn;
import dev.ratchet.model.Model;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sample: how heavy a penguin is, by a network that was trained on a table. */
public final class Penguins {

    /** The experiment and the registered model. */
    static final String MODEL = "penguins";

    /** What is predicted, in kilograms: a network learns numbers near one most easily. */
    static final String MASS = "body_mass_kg";

    static final int SEED = 42;

    private static final String[] MEASURED = {"bill_length_mm", "bill_depth_mm", "flipper_length_mm"};
    private static final List<String> SPECIES = List.of("Adelie", "Chinstrap", "Gentoo");

    /** Declared before anything is trained: 300 g, where the penguins weigh 2.7 to 6.3 kg. */
    static final ProblemDefinition PROBLEM = ProblemDefinition.builder(Task.REGRESSION, MASS)
            .metric("mean_absolute_error", 0.3)
            .build();

    private Penguins() {}

    /** Trains, registers and prints, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws Exception {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    static EvaluationReport run(Ratchet ratchet, PrintStream out) throws Exception {
        try (Table penguins = read();
                DataSplit split = DataSplit.random()
                        .fractions(0.64, 0.16, 0.20)
                        .seed(SEED)
                        .apply(penguins)) {
            return ratchet.experiment(MODEL).run("perceptron", run -> {
                run.logJson(PROBLEM.toJsonValue(), "problem.json");
                ModelVersion version = run.register(MODEL, Perceptron.train(run, split));
                EvaluationReport report = judge(ratchet, run, version, split);
                out.println(report.text());
                out.println("Everything is in   " + ratchet.directory());
                out.println("The report is      evaluation/test/report.html of the run '" + run.name() + "' ("
                        + run.id() + ")");
                return report;
            });
        }
    }

    /** Penguins of which everything is known, each text as columns of 0 and 1. */
    private static Table read() {
        CsvOptions options =
                CsvOptions.builder().name(MODEL).nullTexts("", "NA").build();
        try (Table all = Tables.csv(file(), options);
                Table known = all.filter(
                        row -> !row.isMissing("sex") && !row.isMissing("body_mass_g") && !row.isMissing(MEASURED[0]));
                Table male = known.derive("male", DataType.INT32, row -> "male".equals(row.text("sex")) ? 1 : 0);
                Table mass = male.derive(MASS, DataType.FLOAT64, row -> row.number("body_mass_g") / 1000)) {
            Table species = mass;
            for (String name : SPECIES) {
                Table next = species.derive(name, DataType.INT32, row -> name.equals(row.text("species")) ? 1 : 0);
                if (species != mass) {
                    species.close();
                }
                species = next;
            }
            try (Table whole = species) {
                return whole.drop("species", "island", "sex", "year", "body_mass_g");
            }
        }
    }

    /** Judges by rows that nothing was chosen by, beside rules that know nothing. */
    private static EvaluationReport judge(Ratchet ratchet, Run run, ModelVersion version, DataSplit split)
            throws IOException {
        Purpose purpose = Purpose.of("final score").finalModel(version.model().packageDigest());
        try (Model model = ratchet.load(version.model().directory().toString());
                Table rows = split.test().open(ratchet, run, purpose)) {
            Predictions predictions = predictions(model, rows);
            Evaluation evaluation = Evaluator.create().evaluate(predictions);
            ModelChecks.Results checks = ModelChecks.builder(Metrics.lossOf(predictions), predictions)
                    .training(predictions(model, split.train()))
                    .columns(columns(split.train()), columns(rows))
                    .build()
                    .run();
            List<Finding> findings = new ArrayList<>(PROBLEM.judge(
                    evaluation,
                    checks.overfitting()
                            .map(gap -> Evidence.none().overfitting(gap))
                            .orElse(Evidence.none())));
            checks.baselines().forEach(baseline -> findings.add(baseline.finding()));
            EvaluationReport report = EvaluationReport.builder("Body mass of penguins, sealed rows")
                    .predictions(predictions)
                    .evaluation(evaluation)
                    .problem(PROBLEM)
                    .findings(findings)
                    .build();
            EvaluationLog.of(run)
                    .prefix("test_")
                    .model(version.model())
                    .dataset(rows.identity().described(MASS))
                    .log(report);
            return report;
        }
    }

    private static Predictions predictions(Model model, Table rows) {
        return PredictionRows.builder(MASS)
                .task(Task.REGRESSION)
                .build()
                .outputs(rows, model.predict(rows))
                .predictions();
    }

    private static List<FeatureColumn> columns(Table rows) {
        try (Table features = rows.drop(MASS)) {
            return FeatureColumn.of(features);
        }
    }

    /** The file beside the classes. */
    private static Path file() {
        try {
            return Path.of(Objects.requireNonNull(Penguins.class.getResource("/penguins.csv"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
