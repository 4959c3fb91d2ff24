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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample: one split, three settings, three runs, one registered model, judged once. */
public final class BreastCancer {

    private static final Logger LOG = LoggerFactory.getLogger(BreastCancer.class);
    private static final String MODEL = "breast-cancer";

    /** What the model is to tell: {@code benign} or {@code malignant}. */
    static final String DIAGNOSIS = "diagnosis";

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
            run(ratchet, System.out, Progress.ofTerminal());
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    static ModelVersion run(Ratchet ratchet, PrintStream out, Progress progress) throws XGBoostError {
        try (Table table = Tables.csv(data());
                DataSplit split = DataSplit.stratified(DIAGNOSIS)
                        .fractions(0.70, 0.15, 0.15)
                        .seed(42)
                        .apply(table)) {
            LeakageCheck.of(split).target(DIAGNOSIS).strict().check();
            return train(ratchet, split, out, progress);
        }
    }

    private static ModelVersion train(Ratchet ratchet, DataSplit split, PrintStream out, Progress progress)
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
            Trial best =
                    trials.stream().min(Comparator.comparingDouble(Trial::loss)).orElseThrow();
            ModelVersion version = best.run().register(MODEL, XGBoostModel.of(best.booster()));
            double testLoss = judge(ratchet, best, version, split.test(), train);
            trials.forEach(trial -> trial.run().complete());
            awaitNumber(version, progress);
            print(out, ratchet, trials, best, version, testLoss);
            return version;
        } finally {
            trials.forEach(Trial::close);
        }
    }

    /** Judges the chosen model by rows that nothing was chosen by; that they are opened is written down. */
    private static double judge(
            Ratchet ratchet, Trial best, ModelVersion version, SealedPart sealed, TrackedMatrix train)
            throws XGBoostError {
        Purpose purpose = Purpose.of("final score").finalModel(version.model().packageDigest());
        try (Table rows = sealed.open(ratchet, best.run(), purpose);
                TrackedMatrix test = train.like(rows)) {
            double loss = best.lossOf(test);
            version.model().logMetrics(Map.of("test-logloss", loss), 0, test.identity());
            return loss;
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
            PrintStream out, Ratchet ratchet, List<Trial> trials, Trial best, ModelVersion version, double testLoss) {
        out.printf("%-10s %7s %15s  %s%n", "run", "rounds", "valid-logloss", "");
        for (Trial trial : trials) {
            out.printf(
                    "%-10s %7d %15.4f  %s%n",
                    trial.run().name(),
                    trial.rounds(),
                    trial.loss(),
                    trial.equals(best) ? "registered as " + version : "");
        }
        out.printf("%nOn the sealed test rows its logloss is %.4f%n%n", testLoss);
        if (best.run().page().isPresent()) {
            out.println("See the best run:  " + best.run().page().get());
        } else {
            out.println("Everything is in   " + ratchet.directory());
            out.println(
                    "List the runs by   ratchet runs list --experiment " + MODEL + " --store " + ratchet.directory());
        }
    }
}
