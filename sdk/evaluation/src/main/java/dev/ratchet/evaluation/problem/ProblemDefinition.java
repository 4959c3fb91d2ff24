/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.problem;

import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Task;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model is for. Declare it before the first training, log it, and judge each evaluation by it. Immutable.
 *
 * <pre>{@code
 * ProblemDefinition problem = ProblemDefinition.builder(Task.BINARY, "diagnosis")
 *         .positiveClass("M")
 *         .metric("f1_score", 0.95)
 *         .costs(1, 20)
 *         .build();
 * List<Finding> findings = problem.judge(evaluation, Evidence.none());
 * }</pre>
 *
 * @param task what is predicted
 * @param target the column that is predicted
 * @param positiveClass the class that is looked for; present for two classes only, and not needed even there
 * @param metric the name of the one metric that success is measured by, as {@code roc_auc}
 * @param goal the value that it must reach, in the metric's own direction; empty when there is none
 * @param costs what the errors of two classes cost; empty when they were not declared
 * @param timeBudget how long training may take; empty when it does not matter
 */
public record ProblemDefinition(
        Task task,
        String target,
        Optional<String> positiveClass,
        String metric,
        OptionalDouble goal,
        Optional<Costs> costs,
        Optional<Duration> timeBudget) {

    /**
     * What errors cost, in any unit that both share.
     *
     * @param falsePositive the cost of a false alarm, at least 0
     * @param falseNegative the cost of a miss, at least 0
     */
    public record Costs(double falsePositive, double falseNegative) {

        /** Checks both costs. */
        public Costs {
            if (!(falsePositive >= 0 && falseNegative >= 0)
                    || Double.isInfinite(falsePositive + falseNegative)
                    || falsePositive + falseNegative == 0) {
                throw new IllegalArgumentException("The costs of a false positive and a false negative are "
                        + falsePositive + " and " + falseNegative
                        + ": finite costs of at least 0, not both 0, are allowed.");
            }
        }

        /** The mean cost of a row as a metric, {@code mean_cost}. */
        public Metric metric() {
            return Metrics.meanCost(falsePositive, falseNegative);
        }
    }

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if a name is empty, the goal or the time budget is not allowed, or there is a positive class
     *     or there are costs and not two classes
     */
    public ProblemDefinition {
        require(!target.isBlank(), "The target is empty: name the column that is predicted.");
        require(!metric.isBlank(), "The metric is empty: name the one that success is measured by, as roc_auc.");
        require(
                task == Task.BINARY || (positiveClass.isEmpty() && costs.isEmpty()),
                "A positive class and costs of false positives and negatives are for the task binary, not for "
                        + task.text() + ".");
        require(
                goal.isEmpty() || Double.isFinite(goal.getAsDouble()),
                "The goal is " + goal + ": a finite number is allowed.");
        require(
                timeBudget.isEmpty() || timeBudget.get().compareTo(Duration.ZERO) > 0,
                "The time budget is " + timeBudget.orElse(Duration.ZERO) + ": above 0 is allowed.");
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Begins a definition; its metric is still to be named. */
    public static Builder builder(Task task, String target) {
        return new Builder(task, target);
    }

    /**
     * Judges an evaluation: whether it is one of this problem, whether the metric can answer what is asked, whether the goal is
     * reached, and what else is known from the evidence. Each finding names the stage of the lifecycle to return to; what was
     * not looked at is said to be not computed.
     */
    public List<Finding> judge(Evaluation evaluation, Evidence evidence) {
        return new Judgement(this, evaluation, evidence).findings();
    }

    /** As JSON-like values with stable keys, so that it can be logged; {@link #ofJsonValue} reads it. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", task.text());
        json.put("target", target);
        positiveClass.ifPresent(name -> json.put("positive_class", name));
        json.put("metric", metric);
        goal.ifPresent(value -> json.put("goal", value));
        costs.ifPresent(own -> {
            json.put("cost_false_positive", own.falsePositive());
            json.put("cost_false_negative", own.falseNegative());
        });
        timeBudget.ifPresent(budget -> json.put("time_budget_seconds", budget.toMillis() / 1000.0));
        return json;
    }

    /**
     * Reads what {@link #toJsonValue} wrote. Unknown keys are ignored.
     *
     * @throws IllegalArgumentException if a key is missing or a value is not allowed
     */
    public static ProblemDefinition ofJsonValue(Map<String, ?> json) {
        Builder builder = builder(Task.ofText(text(json, "task")), text(json, "target"));
        if (json.containsKey("positive_class")) {
            builder.positiveClass(text(json, "positive_class"));
        }
        if (json.containsKey("goal")) {
            builder.metric(text(json, "metric"), number(json, "goal"));
        } else {
            builder.metric(text(json, "metric"));
        }
        if (json.containsKey("cost_false_positive") || json.containsKey("cost_false_negative")) {
            builder.costs(number(json, "cost_false_positive"), number(json, "cost_false_negative"));
        }
        if (json.containsKey("time_budget_seconds")) {
            builder.timeBudget(Duration.ofMillis(Math.round(1000 * number(json, "time_budget_seconds"))));
        }
        return builder.build();
    }

    private static String text(Map<String, ?> json, String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + key + "' of a problem definition is " + json.get(key) + ": text is needed.");
    }

    private static double number(Map<String, ?> json, String key) {
        if (json.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                "'" + key + "' of a problem definition is " + json.get(key) + ": a number is needed.");
    }

    /** The SHA-256 of its values in hex: equal for equal definitions, and another one as soon as requirements change. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(toJsonValue().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Parts of a definition. Not thread-safe. */
    public static final class Builder {

        private final Task task;
        private final String target;
        private @Nullable String positiveClass;
        private String metric = "";
        private OptionalDouble goal = OptionalDouble.empty();
        private @Nullable Costs costs;
        private @Nullable Duration timeBudget;

        private Builder(Task task, String target) {
            this.task = task;
            this.target = target;
        }

        /** The class that is looked for. */
        public Builder positiveClass(String name) {
            this.positiveClass = name;
            return this;
        }

        /** The one metric that success is measured by, without a value to reach. */
        public Builder metric(String name) {
            this.metric = name;
            this.goal = OptionalDouble.empty();
            return this;
        }

        /** The one metric that success is measured by, and the value that it must reach. */
        public Builder metric(String name, double value) {
            this.metric = name;
            this.goal = OptionalDouble.of(value);
            return this;
        }

        /** What a false alarm and a miss cost, in any unit that both share. */
        public Builder costs(double falsePositive, double falseNegative) {
            this.costs = new Costs(falsePositive, falseNegative);
            return this;
        }

        /** How long training may take. */
        public Builder timeBudget(Duration budget) {
            this.timeBudget = budget;
            return this;
        }

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if they do not fit together, or no metric was named
         */
        public ProblemDefinition build() {
            return new ProblemDefinition(
                    task,
                    target,
                    Optional.ofNullable(positiveClass),
                    metric,
                    goal,
                    Optional.ofNullable(costs),
                    Optional.ofNullable(timeBudget));
        }
    }
}
