/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Experiment;
import dev.ratchet.Ratchet;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fills a local store with runs, to measure what reading it takes:
 *
 * <pre>{@code
 * java -cp sdk/cli/target/test-classes:sdk/cli/target/ratchet.jar dev.ratchet.cli.StoreGenerator DIR 1000 10000
 * time java -jar sdk/cli/target/ratchet.jar runs list --store DIR --local --limit 0
 * }</pre>
 */
final class StoreGenerator {

    private static final int METRICS = 4;

    private StoreGenerator() {}

    /** Takes a directory, a number of runs and a number of points each. */
    public static void main(String[] args) {
        fill(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    static void fill(Path store, int runs, int points) {
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(store).open()) {
            Experiment experiment = ratchet.experiment("generated");
            for (int number = 0; number < runs; number++) {
                double depth = 1 + number % 8;
                experiment.run("run " + number, run -> {
                    run.logParams(Map.of("max_depth", depth, "eta", 0.3, "objective", "binary:logistic"));
                    for (int step = 0; step < points / METRICS; step++) {
                        Map<String, Double> values = new LinkedHashMap<>();
                        values.put("train-logloss", 1.0 / (1 + step));
                        values.put("valid-logloss", 1.1 / (1 + step / depth));
                        values.put("train-auc", 1 - 0.5 / (1 + step));
                        values.put("valid-auc", 1 - 0.6 / (1 + step));
                        run.logMetrics(values, step);
                    }
                    return "";
                });
            }
        }
    }
}
