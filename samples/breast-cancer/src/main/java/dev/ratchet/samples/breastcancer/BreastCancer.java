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
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sample: three settings, three runs, one registered model. */
public final class BreastCancer {

    private static final Logger LOG = LoggerFactory.getLogger(BreastCancer.class);
    private static final String MODEL = "breast-cancer";
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
        Experiment experiment = ratchet.experiment(MODEL);
        List<Trial> trials = new ArrayList<>();
        try (Wdbc data = Wdbc.split(0.7, 42)) {
            for (Map.Entry<String, Map<String, Object>> setting : SETTINGS.entrySet()) {
                progress.show("training '" + setting.getKey() + "', " + (trials.size() + 1) + " of " + SETTINGS.size());
                trials.add(Trial.train(experiment, setting.getKey(), setting.getValue(), data));
            }
            progress.clear();
            Trial best =
                    trials.stream().min(Comparator.comparingDouble(Trial::loss)).orElseThrow();
            ModelVersion version = best.run().register(MODEL, XGBoostModel.of(best.booster()));
            trials.forEach(trial -> trial.run().complete());
            awaitNumber(version, progress);
            print(out, ratchet, trials, best, version);
            return version;
        } finally {
            trials.forEach(Trial::close);
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

    private static void print(PrintStream out, Ratchet ratchet, List<Trial> trials, Trial best, ModelVersion version) {
        out.printf("%-10s %7s %15s  %s%n", "run", "rounds", "valid-logloss", "");
        for (Trial trial : trials) {
            out.printf(
                    "%-10s %7d %15.4f  %s%n",
                    trial.run().name(),
                    trial.rounds(),
                    trial.loss(),
                    trial.equals(best) ? "registered as " + version : "");
        }
        out.println();
        if (best.run().page().isPresent()) {
            out.println("See the best run:  " + best.run().page().get());
        } else {
            out.println("Everything is in   " + ratchet.directory());
            out.println(
                    "List the runs by   ratchet runs list --experiment " + MODEL + " --store " + ratchet.directory());
        }
    }
}
