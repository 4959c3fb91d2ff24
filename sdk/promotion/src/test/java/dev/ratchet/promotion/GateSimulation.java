/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Superior;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Worlds in which it is known how good two models are, and how often a policy promotes the candidate there. Anyone can run
 * it: {@code main} prints a table.
 */
record GateSimulation(
        String name, PromotionPolicy policy, Promise promise, double rate, Function<SplittableRandom, Evidence> world) {

    /** What is claimed of the share of promotions. */
    enum Promise {
        AT_MOST,
        AT_LEAST
    }

    private static final double ALPHA = 0.05;
    private static final int ROWS = 400;

    /** Decides so many times; the share of promotions. */
    double promoted(int gates, long seed) {
        return (double) LongStream.range(0, gates)
                        .parallel()
                        .mapToObj(gate -> world.apply(new SplittableRandom(seed + gate)))
                        .filter(evidence -> Promotion.decide(policy, evidence).verdict() == Verdict.PROMOTE)
                        .count()
                / gates;
    }

    /** The claimed share, with three standard errors of so many gates. */
    double limit(int gates) {
        double error = 3 * Math.sqrt(rate * (1 - rate) / gates);
        return promise == Promise.AT_MOST ? rate + error : rate - error;
    }

    /** A quarter of so many where rows are drawn in each gate. */
    int gates(int of) {
        return name.contains("bootstrap") ? of / 4 : of;
    }

    boolean holds(int gates, double share) {
        return promise == Promise.AT_MOST ? share <= limit(gates) : share >= limit(gates);
    }

    /** The arguments are the number of gates and a seed; 10,000 and 1 are usual. */
    public static void main(String[] arguments) {
        int gates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        for (GateSimulation simulation : all()) {
            int own = simulation.gates(gates);
            double share = simulation.promoted(own, seed);
            System.out.printf(
                    "%-62s promoted %6.4f, %s %5.3f%s%n",
                    simulation.name,
                    share,
                    simulation.promise == Promise.AT_MOST ? "at most" : "at least",
                    simulation.rate,
                    simulation.holds(own, share) ? "" : "  <-- broken");
        }
    }

    static List<GateSimulation> all() {
        return List.of(
                atMost("equal, log loss (paired t)", superior("log_loss"), random -> probabilities(random, ROWS)),
                atMost(
                        "equal, log loss of 30 rows (sign flips)",
                        superior("log_loss"),
                        random -> probabilities(random, 30)),
                atMost("equal, accuracy (McNemar)", superior("accuracy_score"), random -> classes(random, 0.8, 0.8)),
                atMost(
                        "equal, accuracy of models that seldom differ",
                        superior("accuracy_score"),
                        random -> classes(random, 0.98, 0.98)),
                atMost("equal, ROC AUC (DeLong)", superior("roc_auc"), random -> probabilities(random, ROWS)),
                atMost("equal, F1 (bootstrap)", quick("f1_score"), random -> classes(random, 0.8, 0.8)),
                atMost(
                        "better by just the demanded 0.1",
                        rules().primary(new Superior("mean_squared_error", Margin.absolute(0.1)))
                                .build(),
                        random -> numbers(random, ROWS, 0.9)),
                atMost(
                        "worse by just the margin of 0.1, with a benefit",
                        rules().primary(new NonInferior(
                                        "mean_squared_error", Margin.absolute(0.1), List.of(new Benefit.FresherData())))
                                .build(),
                        random -> numbers(random, ROWS, 1.1)),
                atMost(
                        "better, but worse by just the margin of a guard",
                        rules().superior("mean_squared_error")
                                .guard(new NoWorse("mean_absolute_error", Margin.absolute(0.1)))
                                .build(),
                        GateSimulation::fewerLargeErrors),
                atLeast(
                        "better by 0.2 at the planned 508 rows",
                        superior("mean_squared_error"),
                        random -> numbers(random, 508, 0.8)));
    }

    private static GateSimulation atMost(
            String name, PromotionPolicy policy, Function<SplittableRandom, Evidence> world) {
        return new GateSimulation(name, policy, Promise.AT_MOST, ALPHA, world);
    }

    private static GateSimulation atLeast(
            String name, PromotionPolicy policy, Function<SplittableRandom, Evidence> world) {
        return new GateSimulation(name, policy, Promise.AT_LEAST, 0.8, world);
    }

    private static PolicyBuilder rules() {
        return PromotionPolicy.builder("simulated");
    }

    private static PromotionPolicy superior(String metric) {
        return rules().superior(metric).build();
    }

    private static PromotionPolicy quick(String metric) {
        return rules().superior(metric).resamples(1000).build();
    }

    /** Two models that are off by as much, each in its own way. */
    private static Evidence probabilities(SplittableRandom random, int rows) {
        int[] labels = new int[rows];
        double[][] models = new double[2][rows];
        for (int row = 0; row < rows; row++) {
            double logit = 2 * random.nextGaussian();
            labels[row] = random.nextDouble() < Scores.probability(logit) ? 1 : 0;
            for (double[] model : models) {
                model[row] = Scores.probability(logit + 0.7 * random.nextGaussian());
            }
        }
        return evidence(
                BinaryPredictions.ofProbabilities(labels, models[0]),
                BinaryPredictions.ofProbabilities(labels, models[1]));
    }

    /** Two models that are right with these probabilities. */
    private static Evidence classes(SplittableRandom random, double champion, double candidate) {
        int[] labels = new int[ROWS];
        int[][] models = new int[2][ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.nextInt(2);
            models[0][row] = random.nextDouble() < champion ? labels[row] : 1 - labels[row];
            models[1][row] = random.nextDouble() < candidate ? labels[row] : 1 - labels[row];
        }
        return evidence(BinaryPredictions.ofLabels(labels, models[0]), BinaryPredictions.ofLabels(labels, models[1]));
    }

    /** Two models of squared errors 1 and this. */
    private static Evidence numbers(SplittableRandom random, int rows, double candidate) {
        double[][] models = new double[2][rows];
        for (int row = 0; row < rows; row++) {
            models[0][row] = random.nextGaussian();
            models[1][row] = Math.sqrt(candidate) * random.nextGaussian();
        }
        return regression(models);
    }

    /** Errors of 0 and 3 against errors of 0.7: absolute errors of 0.6 and 0.7, squared ones of 1.8 and 0.5. */
    private static Evidence fewerLargeErrors(SplittableRandom random) {
        double[][] models = new double[2][ROWS];
        for (int row = 0; row < ROWS; row++) {
            models[0][row] = random.nextDouble() < 0.2 ? 3 : 0;
            models[1][row] = 0.7 + 0.1 * random.nextGaussian();
        }
        return regression(models);
    }

    private static Evidence regression(double[][] models) {
        double[] targets = new double[models[0].length];
        return evidence(RegressionPredictions.of(targets, models[0]), RegressionPredictions.of(targets, models[1]));
    }

    private static Evidence evidence(Predictions champion, Predictions candidate) {
        return Evidence.of(champion, candidate)
                .ofChampion(ModelFacts.none().withDataUntil(Instant.EPOCH))
                .ofCandidate(ModelFacts.none().withDataUntil(Instant.EPOCH.plusSeconds(1)))
                .build();
    }
}
