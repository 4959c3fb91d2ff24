/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.problem;

import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a problem's metric can answer what is asked, on rows such as those that were evaluated. */
final class MetricFitness {

    private static final String CHECK = "metric_fitness";
    /** From this share of the commonest class on, guessing it looks good. */
    private static final double LOPSIDED = 0.8;
    /** Below this share of positive rows the ROC curve is made by negative ones that nobody looks at. */
    private static final double RARE = 0.05;
    /** Metrics that a rule without any knowledge brings to their best value, and what to measure by instead. */
    private static final Map<String, String> TRIVIAL = Map.of(
            "recall_score", "predicting every row positive gives 1; use f1_score or average_precision_score",
            "specificity_score", "predicting every row negative gives 1; use balanced_accuracy_score",
            "precision_score",
                    "predicting only the surest row positive gives nearly 1; use f1_score or"
                            + " average_precision_score");
    /** Metrics that weigh both errors by a rule of their own. */
    private static final Set<String> WITHOUT_COSTS =
            Set.of("accuracy_score", "f1_score", "balanced_accuracy_score", "matthews_corrcoef", "cohen_kappa_score");

    private final ProblemDefinition problem;
    private final Evaluation evaluation;

    MetricFitness(ProblemDefinition problem, Evaluation evaluation) {
        this.problem = problem;
        this.evaluation = evaluation;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String metric = problem.metric();
        double majority = evaluation.majority().orElse(0);
        if (metric.equals("accuracy_score") && majority >= LOPSIDED) {
            findings.add(Finding.warning(
                    CHECK,
                    percent(majority) + " of the rows are of one class, so guessing it has an accuracy of "
                            + String.format(Locale.ROOT, "%.3f", majority) + " and finds nothing. Measure by "
                            + (evaluation.positiveClass().isPresent()
                                    ? "average_precision_score, matthews_corrcoef or balanced_accuracy_score."
                                    : "balanced_accuracy_score or f1_score_macro."),
                    Stage.PROBLEM));
        }
        if (evaluation.positiveClass().isPresent()) {
            ofTwoClasses(findings);
        }
        if (metric.equals("max_error")) {
            findings.add(Finding.warning(
                    CHECK,
                    "'max_error' is that of a single row, so it says little of others. Measure by mean_absolute_error,"
                            + " or root_mean_squared_error where large errors matter more.",
                    Stage.PROBLEM));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(CHECK, "Nothing speaks against measuring by '" + metric + "' on such rows."));
        }
        return findings;
    }

    private void ofTwoClasses(List<Finding> findings) {
        String metric = problem.metric();
        if (TRIVIAL.containsKey(metric)) {
            findings.add(Finding.warning(
                    CHECK,
                    "'" + metric + "' alone rewards knowing nothing: " + TRIVIAL.get(metric) + ".",
                    Stage.PROBLEM));
        }
        double positives =
                evaluation.classRows().getOrDefault(evaluation.positiveClass().orElse(""), 0L)
                        / (double) Math.max(1, evaluation.rows());
        if (metric.equals("roc_auc") && positives < RARE) {
            findings.add(Finding.note(
                    CHECK,
                    percent(positives)
                            + " of the rows are positive. ROC AUC stays high where most of what is found is a"
                            + " false alarm: look at average_precision_score beside it."));
        }
        if (problem.costs().isPresent()
                && WITHOUT_COSTS.contains(metric)
                && !sameCosts(problem.costs().get())) {
            findings.add(Finding.warning(
                    CHECK,
                    "Errors cost " + problem.costs().get().falsePositive() + " and "
                            + problem.costs().get().falseNegative() + ", which '" + metric
                            + "' does not know. Measure by mean_cost, and choose the threshold by cost.",
                    Stage.PROBLEM));
        }
    }

    private static boolean sameCosts(ProblemDefinition.Costs costs) {
        return costs.falsePositive() == costs.falseNegative();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
