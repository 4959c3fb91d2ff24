/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.problem;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.check.LearningCurve;
import dev.ratchet.evaluation.check.OverfittingGap;
import dev.ratchet.evaluation.metric.Interval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An evaluation held against the problem that it is of. */
final class Judgement {

    private final ProblemDefinition problem;
    private final Evaluation evaluation;
    private final Evidence evidence;

    Judgement(ProblemDefinition problem, Evaluation evaluation, Evidence evidence) {
        this.problem = problem;
        this.evaluation = evaluation;
        this.evidence = evidence;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(sameProblem());
        findings.addAll(new MetricFitness(problem, evaluation).findings());
        findings.add(goal());
        findings.add(evidence.overfitting()
                .map(OverfittingGap::finding)
                .orElseGet(() -> Finding.notComputed(
                        "overfitting",
                        "No predictions of training rows were given, so learning by heart is not seen.")));
        findings.add(evidence.learningCurve()
                .map(LearningCurve::finding)
                .orElseGet(() -> Finding.notComputed(
                        "learning_curve",
                        "No learning curve was given, so it is not known whether more rows would help.")));
        findings.add(drift());
        findings.add(requirements());
        problem.timeBudget().ifPresent(budget -> findings.add(time(budget)));
        return List.copyOf(findings);
    }

    private Finding sameProblem() {
        String check = "problem_of_evaluation";
        if (evaluation.task() != problem.task()) {
            return Finding.failed(
                    check,
                    "The evaluation is of the task " + evaluation.task().text() + ", and the problem is "
                            + problem.task().text() + ": evaluate predictions of '" + problem.target() + "'.",
                    Stage.PROBLEM);
        }
        if (problem.positiveClass().isPresent() && !problem.positiveClass().equals(evaluation.positiveClass())) {
            return Finding.failed(
                    check,
                    "The positive class of the evaluation is '"
                            + evaluation.positiveClass().orElse("") + "', and the problem looks for '"
                            + problem.positiveClass().get()
                            + "': precision, recall and costs are of the wrong class. Name it when predictions are made.",
                    Stage.EVALUATION);
        }
        return Finding.ok(check, "Task and classes are those of the problem.");
    }

    private Finding goal() {
        String check = "goal";
        Optional<Figure> found = evaluation.figure(problem.metric());
        if (found.isEmpty()) {
            return Finding.failed(
                    check,
                    "The problem is measured by '" + problem.metric() + "', which was not computed; there are "
                            + evaluation.figures().stream()
                                    .map(figure -> figure.metric().name())
                                    .collect(Collectors.joining(", "))
                            + ". Add it to the evaluator, or measure by one of these.",
                    Stage.EVALUATION);
        }
        if (found.get() instanceof Figure.Undefined undefined) {
            return Finding.failed(
                    check, "'" + problem.metric() + "' has no value: " + undefined.message(), Stage.EVALUATION);
        }
        Figure.Defined figure = (Figure.Defined) found.get();
        return problem.goal().isEmpty()
                ? Finding.note(check, seen(figure) + ". No value to reach was declared, so nothing is demanded of it.")
                : reached(check, figure, problem.goal().getAsDouble());
    }

    private Finding reached(String check, Figure.Defined figure, double goal) {
        Metric metric = figure.metric();
        boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
        String demanded = seen(figure) + "; " + (higher ? "at least " : "at most ") + number(goal) + " is demanded";
        Interval limits = figure.interval().orElse(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        double worst = higher ? limits.low() : limits.high();
        double best = higher ? limits.high() : limits.low();
        if (metric.direction().improvement(worst, goal) >= 0) {
            return Finding.ok(check, demanded + ": reached, by the whole interval.");
        }
        if (metric.direction().improvement(best, goal) < 0) {
            return Finding.failed(check, demanded + ": not reached. " + remedy(metric, goal), stage(metric, goal));
        }
        return metric.direction().improvement(figure.number(), goal) >= 0
                ? Finding.warning(
                        check,
                        demanded + ": reached by these rows, which are too few to show it. Evaluate more rows.",
                        Stage.DATA)
                : Finding.warning(
                        check,
                        demanded + ": not reached, but these rows are too few to rule it out. " + remedy(metric, goal),
                        stage(metric, goal));
    }

    /** Where a model that is not good enough is mended: rows if more help, training if it learns by heart, else features. */
    private Stage stage(Metric metric, double goal) {
        if (evidence.learningCurve().map(curve -> isRaised(curve.finding())).orElse(false)) {
            return Stage.DATA;
        }
        if (evidence.overfitting().isEmpty()
                || isRaised(evidence.overfitting().get().finding())) {
            return Stage.TRAINING;
        }
        OverfittingGap gap = evidence.overfitting().get();
        boolean sameMetric = gap.metric().name().equals(metric.name());
        return sameMetric && metric.direction().improvement(gap.training(), goal) < 0 ? Stage.FEATURES : Stage.TRAINING;
    }

    private String remedy(Metric metric, double goal) {
        return switch (stage(metric, goal)) {
            case DATA -> "The learning curve still rises: get more rows.";
            case FEATURES ->
                "Not even training rows reach it: the features do not tell enough, or the model is too simple.";
            default -> "Tune the model, or regularise it.";
        };
    }

    private static boolean isRaised(Finding finding) {
        return finding.level() == Level.WARNING || finding.level() == Level.FAILED;
    }

    private Finding drift() {
        String check = "drift";
        if (evidence.driftedColumns().isEmpty()) {
            return Finding.notComputed(
                    check,
                    "No drift test was given, so it is not known whether these rows are like the training rows.");
        }
        List<String> columns = evidence.driftedColumns().get();
        return columns.isEmpty()
                ? Finding.ok(check, "No column is shown to differ from the training rows.")
                : Finding.warning(
                        check,
                        columns.size() + " columns differ from the training rows: " + String.join(", ", columns)
                                + ". Train on rows as they are now, after the cause is known.",
                        Stage.DATA);
    }

    private Finding requirements() {
        String check = "requirements";
        if (evidence.earlier().isEmpty()) {
            return Finding.notComputed(
                    check, "The definition that the model was trained for was not given, so changes are not seen.");
        }
        Map<String, Object> before = evidence.earlier().get().toJsonValue();
        Map<String, Object> now = problem.toJsonValue();
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<String> changed = keys.stream()
                .filter(key -> !Objects.equals(before.get(key), now.get(key)))
                .map(key -> key + " from " + before.getOrDefault(key, "nothing") + " to "
                        + now.getOrDefault(key, "nothing"))
                .toList();
        return changed.isEmpty()
                ? Finding.ok(check, "The model was trained for this definition.")
                : Finding.warning(
                        check,
                        "Requirements changed since the model was trained: " + String.join("; ", changed)
                                + ". Begin again with the problem.",
                        Stage.PROBLEM);
    }

    private Finding time(Duration budget) {
        String check = "time_budget";
        if (evidence.trainingTime().isEmpty()) {
            return Finding.notComputed(
                    check, "How long training took was not given; " + seconds(budget) + " are allowed.");
        }
        Duration took = evidence.trainingTime().get();
        String seen = "Training took " + seconds(took) + " of " + seconds(budget) + " that are allowed";
        return took.compareTo(budget) <= 0
                ? Finding.ok(check, seen + ".")
                : Finding.failed(
                        check, seen + ": train less often, on fewer rows, or a smaller model.", Stage.TRAINING);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String seen(Figure.Defined figure) {
        return "'" + figure.metric().name() + "' is " + number(figure.number())
                + figure.interval()
                        .map(limits -> " (" + number(limits.low()) + " to " + number(limits.high()) + ")")
                        .orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
