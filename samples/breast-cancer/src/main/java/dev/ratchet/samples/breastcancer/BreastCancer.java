/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.Experiment;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.UnavailableException;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.LeakageCheck;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.data.split.SealedPart;
import dev.ratchet.data.split.SplitPlan;
import dev.ratchet.evaluation.CrossValidated;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.problem.Evidence;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.report.EvaluationLog;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The sample: what is asked is declared, a fifth of the rows is sealed, three settings are trained and cross-validated on the
 * others, the best is registered and judged once by the sealed rows.
 */
public final class BreastCancer {

    private static final Logger LOG = LoggerFactory.getLogger(BreastCancer.class);
    private static final String MODEL = "breast-cancer";

    /** What the model is to tell: {@code benign} or {@code malignant}. */
    static final String DIAGNOSIS = "diagnosis";

    /** What is looked for. */
    static final String MALIGNANT = "malignant";

    static final int SEED = 42;

    private static final int REPEATS = 10;

    /** Declared before anything is trained. */
    static final ProblemDefinition PROBLEM = ProblemDefinition.builder(Task.BINARY, DIAGNOSIS)
            .positiveClass(MALIGNANT)
            .metric("f1_score", 0.95)
            .build();

    private static final Map<String, Map<String, Object>> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("shallow", Map.of("max_depth", 2, "eta", 0.3));
        SETTINGS.put("deep", Map.of("max_depth", 6, "eta", 0.1));
        SETTINGS.put("sampled", Map.of("max_depth", 4, "eta", 0.1, "subsample", 0.7, "colsample_bytree", 0.7));
    }

    private BreastCancer() {}

    /** Trains, registers and prints, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws XGBoostError {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out, Progress.ofTerminal(), REPEATS);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    /** As the sample, with folds that are drawn so many times. */
    static ModelVersion run(Ratchet ratchet, PrintStream out, Progress progress, int repeats) throws XGBoostError {
        try (Table table = Tables.csv(data());
                DataSplit split = split().apply(table)) {
            LeakageCheck.of(split).target(DIAGNOSIS).strict().check();
            return train(ratchet, split, out, progress, repeats);
        }
    }

    /** A fifth is sealed; of the rest a fifth chooses how many rounds are trained. */
    static SplitPlan split() {
        return DataSplit.stratified(DIAGNOSIS).fractions(0.64, 0.16, 0.20).seed(SEED);
    }

    private static ModelVersion train(Ratchet ratchet, DataSplit split, PrintStream out, Progress progress, int repeats)
            throws XGBoostError {
        Experiment experiment = ratchet.experiment(MODEL);
        List<Trial> trials = new ArrayList<>();
        try (TrackedMatrix train = TrackedMatrix.of(split.train(), DIAGNOSIS);
                TrackedMatrix valid = train.like(split.validation())) {
            for (Map.Entry<String, Map<String, Object>> setting : SETTINGS.entrySet()) {
                progress.show("training '" + setting.getKey() + "', " + (trials.size() + 1) + " of " + SETTINGS.size());
                trials.add(Trial.train(experiment, setting.getKey(), setting.getValue(), train, valid));
            }
            progress.clear();
            CrossValidation folds = crossValidate(experiment, split, trials, repeats, progress);
            Trial best = folds.best(trials);
            ModelVersion version = best.run().register(MODEL, XGBoostModel.of(best.booster()));
            EvaluationReport report = judge(ratchet, best, version, split.test(), train);
            trials.forEach(trial -> trial.run().complete());
            awaitNumber(version, progress);
            print(out, trials, folds, best, version);
            print(out, report);
            whereToLook(out, ratchet, best);
            return version;
        } finally {
            trials.forEach(Trial::close);
        }
    }

    private static CrossValidation crossValidate(
            Experiment experiment, DataSplit split, List<Trial> trials, int repeats, Progress progress)
            throws XGBoostError {
        try (Table both = split.train().concat(split.validation());
                Table rows = both.withName("wdbc-unsealed")) {
            return experiment.run("cross-validation", run -> {
                run.logJson(PROBLEM.toJsonValue(), "problem.json");
                run.logParams(Map.of("folds", CrossValidation.FOLDS, "repeats", repeats, "seed", SEED));
                run.logInput(rows, "train");
                return CrossValidation.of(rows, trials, repeats, progress).logTo(run, trials);
            });
        }
    }

    /** Judges the chosen model by rows that nothing was chosen by; that they are opened is written down. */
    private static EvaluationReport judge(
            Ratchet ratchet, Trial best, ModelVersion version, SealedPart sealed, TrackedMatrix train)
            throws XGBoostError {
        Purpose purpose = Purpose.of("final score").finalModel(version.model().packageDigest());
        try (Table rows = sealed.open(ratchet, best.run(), purpose);
                TrackedMatrix test = train.like(rows)) {
            ReadPredictions read = PredictionRows.builder(DIAGNOSIS)
                    .task(Task.BINARY)
                    .positive(MALIGNANT)
                    .build()
                    .outputs(rows, best.booster().predict(test));
            EvaluationReport report = EvaluationReport.builder(
                            "Breast cancer: '" + best.run().name() + "' on sealed rows")
                    .predictions(read.predictions())
                    .problem(PROBLEM)
                    .build();
            EvaluationLog.of(best.run())
                    .prefix("test_")
                    .model(version.model())
                    .dataset(test.identity())
                    .log(report);
            return report;
        }
    }

    /** The file beside the classes. */
    static Path data() {
        try {
            return Path.of(Objects.requireNonNull(BreastCancer.class.getResource("/wdbc.csv"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a server the number comes with the delivery; the sample goes on without it when that takes long. */
    private static void awaitNumber(ModelVersion version, Progress progress) {
        progress.show("delivering");
        try {
            version.awaitNumber(Duration.ofSeconds(20));
        } catch (UnavailableException e) {
            LOG.info("{}", e.getMessage());
        } finally {
            progress.clear();
        }
    }

    private static void print(
            PrintStream out, List<Trial> trials, CrossValidation folds, Trial best, ModelVersion version) {
        out.printf("%-10s %7s %14s %17s %17s%n", "run", "rounds", "valid-logloss", "folds: f1", "folds: roc auc");
        for (Trial trial : trials) {
            String setting = trial.run().name();
            out.printf(
                    "%-10s %7d %14.4f %17s %17s  %s%n",
                    setting,
                    trial.rounds(),
                    trial.loss(),
                    folds(folds.f1(setting)),
                    folds(folds.auc(setting)),
                    trial.equals(best) ? "registered as " + version : "");
        }
    }

    private static String folds(CrossValidated metric) {
        return String.format(Locale.ROOT, "%.4f (sd %.4f)", metric.mean(), metric.standardDeviation());
    }

    private static void print(PrintStream out, EvaluationReport report) {
        out.printf(
                "%nOn the %d sealed test rows, opened for it (positive is '%s'):%n%n%s%n",
                report.evaluation().rows(), MALIGNANT, report.evaluation().text());
        PROBLEM.judge(report.evaluation(), Evidence.none()).stream()
                .filter(finding -> finding.check().equals("goal"))
                .forEach(finding -> out.println(finding.text()));
    }

    private static void whereToLook(PrintStream out, Ratchet ratchet, Trial best) {
        out.println();
        if (best.run().page().isPresent()) {
            out.println("See the best run:  " + best.run().page().get());
        } else {
            out.println("Everything is in   " + ratchet.directory());
            out.println(
                    "List the runs by   ratchet runs list --experiment " + MODEL + " --store " + ratchet.directory());
        }
        out.println("The report is      evaluation/test/report.html of the run '"
                + best.run().name() + "'");
    }
}
