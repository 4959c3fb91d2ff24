/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.digits;

import ai.djl.translate.TranslateException;
import dev.ratchet.Experiment;
import dev.ratchet.LoggedModel;
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
import dev.ratchet.ledger.Actor;
import dev.ratchet.model.Model;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The sample: ten classes, two models of two libraries. The one that is better by the validation rows is registered, judged
 * once by sealed rows, as a whole and digit by digit, and becomes champion where the policy allows it.
 */
public final class Digits {

    /** The experiment and the registered model. */
    static final String MODEL = "digits";

    /** What the models are to tell: 0 to 9. */
    static final String DIGIT = "digit";

    static final int CLASSES = 10;
    static final int SEED = 42;

    /** Each digit has some 36 of the sealed rows. */
    private static final int ROWS_OF_A_DIGIT = 20;

    /** Declared before anything is trained. */
    static final ProblemDefinition PROBLEM = ProblemDefinition.builder(Task.MULTICLASS, DIGIT)
            .metric("f1_score_macro", 0.95)
            .build();

    /**
     * A model that was logged.
     *
     * @param run the open run that logged it
     * @param model the model
     */
    private record Logged(Run run, LoggedModel model) {}

    /**
     * What came of it.
     *
     * @param better the name of the run whose model was registered
     * @param report that model, judged by the sealed rows
     * @param promotion whether it became champion
     */
    record Outcome(String better, EvaluationReport report, PromotionResult promotion) {}

    private Digits() {}

    /** Trains, registers, promotes and prints, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws XGBoostError, IOException, TranslateException {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    static Outcome run(Ratchet ratchet, PrintStream out) throws XGBoostError, IOException, TranslateException {
        Experiment experiment = ratchet.experiment(MODEL);
        try (Table table = Tables.csv(file("/digits.csv"));
                DataSplit split = DataSplit.stratified(DIGIT)
                        .fractions(0.64, 0.16, 0.20)
                        .seed(SEED)
                        .apply(table);
                Run trees = experiment.start("boosted trees");
                Run network = experiment.start("convolutional network")) {
            Logged first = new Logged(trees, BoostedTrees.train(trees, split));
            Logged second = new Logged(network, ConvolutionalNetwork.train(network, split));
            Logged better = better(ratchet, first, second, split.validation(), out);
            ModelVersion version = better.run().register(MODEL, better.model());
            Outcome outcome = judge(ratchet, better, version, split);
            trees.complete();
            network.complete();
            print(ratchet, outcome, better.run(), out);
            return outcome;
        }
    }

    /** Chosen by rows that no tree and no weight has seen; the sealed ones are not for choosing. */
    private static Logged better(Ratchet ratchet, Logged first, Logged second, Table validation, PrintStream out) {
        double losses[] = new double[2];
        for (int i = 0; i < losses.length; i++) {
            Logged each = i == 0 ? first : second;
            losses[i] = Evaluator.create()
                    .evaluate(predictions(ratchet, each.model().directory().toString(), validation))
                    .value("log_loss")
                    .getAsDouble();
            each.run().logMetric("validation_log_loss", losses[i]);
            out.printf(
                    "%-22s log loss of the validation rows %.4f%n", each.run().name(), losses[i]);
        }
        return losses[1] <= losses[0] ? second : first;
    }

    /** As whoever loads the package gets them. */
    private static Predictions predictions(Ratchet ratchet, String model, Table rows) {
        try (Model loaded = ratchet.load(model)) {
            return PredictionRows.builder(DIGIT)
                    .task(Task.MULTICLASS)
                    .column(DIGIT)
                    .build()
                    .outputs(rows, loaded.predict(rows))
                    .predictions();
        }
    }

    /** Judges by rows that nothing was chosen by; each digit is a slice of them. */
    private static Outcome judge(Ratchet ratchet, Logged better, ModelVersion version, DataSplit split)
            throws IOException {
        Run run = better.run();
        run.logJson(PROBLEM.toJsonValue(), "problem.json");
        Purpose purpose = Purpose.of("final score and promotion")
                .finalModel(version.model().packageDigest());
        try (Table rows = split.test().open(ratchet, run, purpose)) {
            Predictions predictions =
                    predictions(ratchet, better.model().directory().toString(), rows);
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
                    .dataset(rows.identity().described(DIGIT))
                    .log(report);
            PromotionPolicy policy = PromotionPolicy.load(file("/promotion.yaml"));
            PromotionResult promotion =
                    Promotion.of(ratchet).actor(Actor.claimed("sample")).promote(version, policy, rows);
            return new Outcome(run.name(), report, promotion);
        }
    }

    private static void print(Ratchet ratchet, Outcome outcome, Run better, PrintStream out) {
        out.println("Registered is          the model of '" + outcome.better() + "'");
        out.println();
        out.println(outcome.report().text());
        out.println(outcome.promotion().summary());
        out.println("Everything is in   " + ratchet.directory());
        out.println("The report is      evaluation/test/report.html of the run '" + better.name() + "' (" + better.id()
                + ")");
    }

    /** A file beside the classes. */
    private static Path file(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Digits.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
