/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.slice.FeatureColumn;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Checks of a model beside its metrics. Whatever is given is checked; for the rest there is a finding that says what was not given.
 * Immutable and safe to share.
 *
 * <pre>{@code
 * ModelChecks.Results results = ModelChecks.builder(metric, validation)
 *         .training(training)
 *         .columns(trainingColumns, validationColumns)
 *         .trainer((fraction, seed) -> fit(fraction, seed).predict(validationRows))
 *         .scorer(model::predict, rows, new Interval(0, 1))
 *         .build()
 *         .run();
 * }</pre>
 */
public final class ModelChecks {

    private final Metric metric;
    private final Predictions validation;
    private final @Nullable Predictions training;
    private final @Nullable List<FeatureColumn> trainingColumns;
    private final @Nullable List<FeatureColumn> validationColumns;
    private final @Nullable Trainer trainer;
    private final @Nullable Scorer scorer;
    private final @Nullable ModelInput rows;
    private final Interval range;
    private final double[] fractions;
    private final int times;
    private final long seed;
    private final double confidence;

    private ModelChecks(Builder builder) {
        this.metric = builder.metric;
        this.validation = builder.validation;
        this.training = builder.training;
        this.trainingColumns = builder.trainingColumns;
        this.validationColumns = builder.validationColumns;
        this.trainer = builder.trainer == null ? null : onceEach(builder.trainer);
        this.scorer = builder.scorer;
        this.rows = builder.rows;
        this.range = builder.range;
        this.fractions = builder.fractions.clone();
        this.times = builder.times;
        this.seed = builder.seed;
        this.confidence = builder.confidence;
    }

    /**
     * Begins with what every check needs.
     *
     * @param metric that the model is measured by
     * @param validation its predictions of rows that it did not learn from
     */
    public static Builder builder(Metric metric, Predictions validation) {
        return new Builder(metric, validation);
    }

    /**
     * What was checked. What could not be is empty, and a finding says why.
     *
     * @param overfitting the gap between training and validation rows
     * @param baselines the rules that the model was compared with
     * @param seedStability the same recipe with several seeds
     * @param learningCurve the same recipe on growing fractions
     * @param robustness answers to changed rows
     * @param findings of all checks, in this order
     */
    public record Results(
            Optional<OverfittingGap> overfitting,
            List<BaselineComparison> baselines,
            Optional<SeedStability> seedStability,
            Optional<LearningCurve> learningCurve,
            Optional<Robustness> robustness,
            List<Finding> findings) {

        /** Keeps the lists. */
        public Results {
            baselines = List.copyOf(baselines);
            findings = List.copyOf(findings);
        }
    }

    /** Runs what can be run. What a trainer throws is passed on. */
    public Results run() {
        List<Finding> findings = new ArrayList<>();
        Optional<OverfittingGap> overfitting = overfitting(findings);
        List<BaselineComparison> baselines = baselines(findings);
        Optional<SeedStability> seedStability = seedStability(findings);
        Optional<LearningCurve> learningCurve = learningCurve(findings);
        Optional<Robustness> robustness = robustness(findings);
        return new Results(overfitting, baselines, seedStability, learningCurve, robustness, findings);
    }

    /** Two checks train on all rows with the same seeds; training is what takes time. */
    private static Trainer onceEach(Trainer trainer) {
        Map<Long, Predictions> ofAllRows = new ConcurrentHashMap<>();
        return (fraction, seed) -> fraction == 1
                ? ofAllRows.computeIfAbsent(seed, own -> trainer.train(1, own))
                : trainer.train(fraction, seed);
    }

    private Optional<OverfittingGap> overfitting(List<Finding> findings) {
        Predictions known = training;
        if (known == null) {
            findings.add(notGiven("overfitting", "predictions of the training rows", "training"));
            return Optional.empty();
        }
        Optional<OverfittingGap> gap =
                tried("overfitting", findings, () -> OverfittingGap.of(metric, known, validation, confidence));
        gap.ifPresent(found -> findings.add(found.finding()));
        return gap;
    }

    private List<BaselineComparison> baselines(List<Finding> findings) {
        Predictions known = training;
        if (known == null) {
            findings.add(notGiven("baseline_constant", "what is true of the training rows", "training"));
            findings.add(notGiven("baseline_single_feature", "what is true of the training rows", "training"));
            return List.of();
        }
        List<BaselineComparison> baselines = new ArrayList<>(tried(
                        "baseline_constant",
                        findings,
                        () -> NaiveBaselines.constant(metric, known, validation, confidence))
                .orElse(List.of()));
        List<FeatureColumn> own = trainingColumns;
        List<FeatureColumn> others = validationColumns;
        baselines.forEach(found -> findings.add(found.finding()));
        if (own == null || others == null) {
            findings.add(notGiven("baseline_single_feature", "the columns of training and validation rows", "columns"));
            return baselines;
        }
        tried(
                        "baseline_single_feature",
                        findings,
                        () -> NaiveBaselines.singleFeature(metric, known, own, validation, others, confidence))
                .ifPresent(found -> {
                    baselines.add(found);
                    findings.add(found.finding());
                });
        return baselines;
    }

    private Optional<SeedStability> seedStability(List<Finding> findings) {
        Trainer own = trainer;
        if (own == null) {
            findings.add(notGiven("seed_stability", "a function that trains the recipe again", "trainer"));
            return Optional.empty();
        }
        Optional<SeedStability> stability =
                tried("seed_stability", findings, () -> SeedStability.of(metric, own, times, seed, confidence));
        stability.ifPresent(found -> findings.add(found.finding()));
        return stability;
    }

    private Optional<LearningCurve> learningCurve(List<Finding> findings) {
        Trainer own = trainer;
        if (own == null) {
            findings.add(notGiven("learning_curve", "a function that trains the recipe again", "trainer"));
            return Optional.empty();
        }
        Optional<LearningCurve> curve =
                tried("learning_curve", findings, () -> LearningCurve.of(metric, own, fractions, times, seed));
        curve.ifPresent(found -> findings.add(found.finding()));
        return curve;
    }

    private Optional<Robustness> robustness(List<Finding> findings) {
        Scorer own = scorer;
        ModelInput input = rows;
        if (own == null || input == null) {
            findings.add(notGiven("robustness", "the model as a function and rows to change", "scorer"));
            return Optional.empty();
        }
        Robustness robustness = Robustness.of(own, input, range);
        findings.addAll(robustness.findings());
        return Optional.of(robustness);
    }

    private static Finding notGiven(String check, String what, String method) {
        return Finding.notComputed(check, "Not given: " + what + " (ModelChecks.Builder." + method + ").");
    }

    /** Without a value there is a finding that says why. */
    private static <T> Optional<T> tried(String check, List<Finding> findings, Supplier<T> computation) {
        try {
            return Optional.of(computation.get());
        } catch (UndefinedMetricException e) {
            findings.add(Finding.notComputed(check, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** What is to be checked. Not thread-safe. */
    public static final class Builder {

        private final Metric metric;
        private final Predictions validation;
        private @Nullable Predictions training;
        private @Nullable List<FeatureColumn> trainingColumns;
        private @Nullable List<FeatureColumn> validationColumns;
        private @Nullable Trainer trainer;
        private @Nullable Scorer scorer;
        private @Nullable ModelInput rows;
        private Interval range = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        private double[] fractions = {0.25, 0.5, 1};
        private int times = 5;
        private long seed = 42;
        private double confidence = 0.95;

        private Builder(Metric metric, Predictions validation) {
            this.metric = metric;
            this.validation = validation;
        }

        /** The model's predictions of the rows it learned from: for over-fitting and for baselines. */
        public Builder training(Predictions predictions) {
            this.training = predictions;
            return this;
        }

        /** The same columns of training and validation rows, in the same order: for the best single feature. */
        public Builder columns(List<FeatureColumn> ofTraining, List<FeatureColumn> ofValidation) {
            this.trainingColumns = List.copyOf(ofTraining);
            this.validationColumns = List.copyOf(ofValidation);
            return this;
        }

        /** What trains the recipe again: for seed stability and the learning curve. */
        public Builder trainer(Trainer again) {
            this.trainer = again;
            return this;
        }

        /** How many seeds, and the first one, at least 2; 5 seeds from 42 on by default. */
        public Builder seeds(int count, long first) {
            this.times = count;
            this.seed = first;
            return this;
        }

        /** The fractions of the learning curve, ascending, above 0 to 1; a quarter, a half and all by default. */
        public Builder fractions(double... shares) {
            this.fractions = shares.clone();
            return this;
        }

        /** The model as a function, rows that it can score, and the scores that it may give: for robustness. */
        public Builder scorer(Scorer model, ModelInput input, Interval allowed) {
            this.scorer = model;
            this.rows = input;
            this.range = allowed;
            return this;
        }

        /** How often intervals hold the value, above 0 and below 1; 0.95 by default. */
        public Builder confidence(double share) {
            this.confidence = share;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if one is not allowed
         */
        public ModelChecks build() {
            if (!(confidence > 0 && confidence < 1)) {
                throw new IllegalArgumentException(
                        "confidence is " + confidence + ": above 0 and below 1 is allowed, as 0.95.");
            }
            if (times < 2) {
                throw new IllegalArgumentException("seeds is " + times + ": at least 2 are allowed.");
            }
            return new ModelChecks(this);
        }
    }
}
