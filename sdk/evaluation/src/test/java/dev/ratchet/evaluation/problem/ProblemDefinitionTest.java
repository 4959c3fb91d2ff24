/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.problem;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.check.LearningCurve;
import dev.ratchet.evaluation.check.OverfittingGap;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemDefinitionTest {

    private static final int ROWS = 2000;

    /** Probabilities that are right about themselves, with about this share of positive rows. */
    private static BinaryPredictions rows(double positives, double sharpness) {
        Random random = new Random(11);
        double[] scores = IntStream.range(0, ROWS)
                .mapToDouble(row -> {
                    boolean likely = random.nextDouble() < positives;
                    return likely ? sharpness : (1 - sharpness) * positives / (1 - positives);
                })
                .toArray();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> random.nextDouble() < scores[row] ? 1 : 0)
                .toArray();
        return BinaryPredictions.ofProbabilities(labels, scores).withClasses("good", "bad");
    }

    private static Evaluation evaluation(double positives) {
        return Evaluator.builder().resamples(100).build().evaluate(rows(positives, 0.9));
    }

    private static ProblemDefinition.Builder problem() {
        return ProblemDefinition.builder(Task.BINARY, "loan").positiveClass("bad");
    }

    private static Finding finding(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void accuracy_ofFewPositives_isPointedOut_andWhatToUseInstead() {
        Finding fitness = finding(
                problem().metric("accuracy_score").build().judge(evaluation(0.05), Evidence.none()), "metric_fitness");
        assertThat(fitness.level()).isEqualTo(Level.WARNING);
        assertThat(fitness.backTo()).contains(Stage.PROBLEM);
        assertThat(fitness.message()).contains("guessing it", "average_precision_score");
        assertThat(finding(
                                problem().metric("accuracy_score").build().judge(evaluation(0.5), Evidence.none()),
                                "metric_fitness")
                        .level())
                .isEqualTo(Level.OK);
        assertThat(finding(
                                problem().metric("recall_score").build().judge(evaluation(0.5), Evidence.none()),
                                "metric_fitness")
                        .message())
                .contains("predicting every row positive");
    }

    @Test
    void costs_needAMetricThatKnowsThem() {
        ProblemDefinition problem = problem().metric("f1_score").costs(1, 20).build();
        assertThat(finding(problem.judge(evaluation(0.5), Evidence.none()), "metric_fitness")
                        .message())
                .contains("1.0 and 20.0", "mean_cost");
        // One false alarm and two misses of four rows: (1 + 2 * 20) / 4.
        assertThat(problem.costs()
                        .orElseThrow()
                        .metric()
                        .value(BinaryPredictions.ofLabels(new int[] {0, 1, 1, 1}, new int[] {1, 0, 0, 1})))
                .isEqualTo(10.25);
    }

    @Test
    void goal_isJudgedByTheInterval() {
        Evaluation evaluation = evaluation(0.5); // accuracy of about 0.9, give or take 0.013
        double accuracy = evaluation.value("accuracy_score").orElseThrow();
        assertThat(goal(evaluation, accuracy - 0.03).level()).isEqualTo(Level.OK);
        Finding close = goal(evaluation, accuracy - 0.003);
        assertThat(close.level()).isEqualTo(Level.WARNING);
        assertThat(close.message()).contains("too few to show it");
        Finding nearly = goal(evaluation, accuracy + 0.003);
        assertThat(nearly.level()).isEqualTo(Level.WARNING);
        assertThat(nearly.message()).contains("too few to rule it out");
        Finding missed = goal(evaluation, accuracy + 0.03);
        assertThat(missed.level()).isEqualTo(Level.FAILED);
        assertThat(missed.backTo()).contains(Stage.TRAINING);
        // The lower the log loss, the better.
        ProblemDefinition lower = problem().metric("log_loss", 0.1).build();
        assertThat(finding(lower.judge(evaluation, Evidence.none()), "goal").message())
                .contains("at most 0.1000");
    }

    private static Finding goal(Evaluation evaluation, double goal) {
        return finding(problem().metric("accuracy_score", goal).build().judge(evaluation, Evidence.none()), "goal");
    }

    @Test
    void missedGoal_leadsBackToWhereItIsMended() {
        Evaluation evaluation = evaluation(0.5);
        ProblemDefinition problem = problem().metric("accuracy_score", 0.99).build();
        LearningCurve rising = LearningCurve.of(
                Metrics.named("accuracy_score", rows(0.5, 0.9)),
                (fraction, seed) -> rows(0.5, 0.5 + 0.4 * fraction),
                new double[] {0.25, 0.5, 1},
                2,
                1);
        assertThat(finding(problem.judge(evaluation, Evidence.none().learningCurve(rising)), "goal")
                        .backTo())
                .contains(Stage.DATA);
        OverfittingGap none = OverfittingGap.of(
                Metrics.named("accuracy_score", rows(0.5, 0.9)), rows(0.5, 0.9), rows(0.5, 0.9), 0.95);
        Finding simple = finding(problem.judge(evaluation, Evidence.none().overfitting(none)), "goal");
        assertThat(simple.backTo()).contains(Stage.FEATURES);
        assertThat(simple.message()).contains("Not even training rows reach it");
    }

    @Test
    void whatWasNotGiven_isNotComputed_andNeverOk() {
        List<Finding> findings = problem()
                .metric("roc_auc", 0.5)
                .timeBudget(Duration.ofMinutes(1))
                .build()
                .judge(evaluation(0.5), Evidence.none());
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.NOT_COMPUTED)
                .extracting(Finding::check)
                .containsExactly("overfitting", "learning_curve", "drift", "requirements", "time_budget");
    }

    @Test
    void drift_requirements_andTime_leadBack() {
        ProblemDefinition earlier = problem().metric("roc_auc", 0.8).build();
        ProblemDefinition now = problem()
                .metric("roc_auc", 0.9)
                .timeBudget(Duration.ofSeconds(10))
                .build();
        List<Finding> findings = now.judge(
                evaluation(0.5),
                Evidence.none()
                        .driftedColumns(List.of("age", "income"))
                        .earlierDefinition(earlier)
                        .trainingTime(Duration.ofSeconds(12)));
        assertThat(finding(findings, "drift").message()).contains("2 columns", "age, income");
        Finding requirements = finding(findings, "requirements");
        assertThat(requirements.backTo()).contains(Stage.PROBLEM);
        assertThat(requirements.message()).contains("goal from 0.8 to 0.9", "time_budget_seconds from nothing to 10.0");
        assertThat(finding(findings, "time_budget").message()).contains("12.0 s of 10.0 s");
        assertThat(finding(now.judge(evaluation(0.5), Evidence.none().earlierDefinition(now)), "requirements")
                        .level())
                .isEqualTo(Level.OK);
        assertThat(now.digest()).hasSize(64).isNotEqualTo(earlier.digest());
    }

    @Test
    void anotherTask_orClass_orMetric_isRefusedInWords() {
        Evaluation evaluation = evaluation(0.5);
        List<Finding> task = ProblemDefinition.builder(Task.REGRESSION, "delay")
                .metric("r2_score")
                .build()
                .judge(evaluation, Evidence.none());
        assertThat(finding(task, "problem_of_evaluation").message()).contains("task binary", "problem is regression");
        assertThat(finding(task, "goal").message())
                .contains("'r2_score', which was not computed; there are accuracy_score");
        List<Finding> positive = ProblemDefinition.builder(Task.BINARY, "loan")
                .positiveClass("good")
                .metric("f1_score")
                .build()
                .judge(evaluation, Evidence.none());
        assertThat(finding(positive, "problem_of_evaluation").message()).contains("is 'bad'", "looks for 'good'");
    }

    @Test
    void json_isReadAgain_asTheSameDefinition() {
        ProblemDefinition problem = problem()
                .metric("f1_score", 0.95)
                .costs(1, 20)
                .timeBudget(Duration.ofMinutes(3))
                .build();
        assertThat(ProblemDefinition.ofJsonValue(problem.toJsonValue())).isEqualTo(problem);
        assertThat(problem.toJsonValue()).containsEntry("task", "binary").containsEntry("time_budget_seconds", 180.0);
        ProblemDefinition least = ProblemDefinition.builder(Task.RANKING, "clicks")
                .metric("ndcg_at_10")
                .build();
        assertThat(ProblemDefinition.ofJsonValue(least.toJsonValue())).isEqualTo(least);
        assertThatThrownBy(() -> ProblemDefinition.ofJsonValue(Map.of("task", "binary")))
                .hasMessageContaining("'target' of a problem definition is null: text is needed");
    }

    @Test
    void partsThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> problem().build()).hasMessageContaining("metric is empty");
        assertThatThrownBy(() -> problem().metric("roc_auc", Double.NaN).build())
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> problem().costs(-1, 2)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> ProblemDefinition.builder(Task.REGRESSION, "y")
                        .metric("r2_score")
                        .positiveClass("a")
                        .build())
                .hasMessageContaining("are for the task binary, not for regression");
    }
}
