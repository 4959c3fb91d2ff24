/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.slice.FeatureColumn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules without knowledge that a model must beat, on the same rows. They are learned from the training rows, as the model was. */
public final class NaiveBaselines {

    private NaiveBaselines() {}

    /**
     * Compares a model with rules that look at no column: the commonest class with the classes' shares as probabilities; the mean,
     * and the median, of numbers.
     *
     * @param training predictions of the training rows, of which only what is true is used
     * @param validation the model's predictions of other rows
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if both are not of the same kind or are rankings, or the metric has no value for the model or
     *     the rule
     */
    public static List<BaselineComparison> constant(
            Metric metric, Predictions training, Predictions validation, double confidence) {
        Map<String, Predictions> rules = new LinkedHashMap<>();
        if (training instanceof BinaryPredictions known && validation instanceof BinaryPredictions rows) {
            double share = Arrays.stream(known.labels()).average().orElse(0);
            double[] same = filled(rows.rowCount(), share);
            rules.put("majority class", BinaryPredictions.ofProbabilities(rows.labels(), same));
        } else if (training instanceof MulticlassPredictions known
                && validation instanceof MulticlassPredictions rows) {
            double[] shares = new double[known.classes().size()];
            for (int label : known.labels()) {
                shares[label] += 1.0 / known.rowCount();
            }
            double[][] same = new double[rows.rowCount()][];
            Arrays.fill(same, shares);
            rules.put("majority class", MulticlassPredictions.ofProbabilities(rows.classes(), rows.labels(), same));
        } else if (training instanceof RegressionPredictions known
                && validation instanceof RegressionPredictions rows) {
            double[] targets = known.targets();
            Arrays.sort(targets);
            double mean = Arrays.stream(targets).average().orElse(0);
            double median =
                    targets.length == 0 ? 0 : (targets[(targets.length - 1) / 2] + targets[targets.length / 2]) / 2;
            rules.put("mean", RegressionPredictions.of(rows.targets(), filled(rows.rowCount(), mean)));
            rules.put("median", RegressionPredictions.of(rows.targets(), filled(rows.rowCount(), median)));
        } else {
            throw new UndefinedMetricException(
                    UndefinedMetricException.Reason.BAD_ARGUMENT,
                    "Training and validation predictions are of "
                            + training.getClass().getSimpleName() + " and "
                            + validation.getClass().getSimpleName()
                            + (training instanceof RankingPredictions
                                    ? ": rankings have no naive baseline here."
                                    : ": give both of the same kind."));
        }
        List<BaselineComparison> comparisons = new ArrayList<>();
        rules.forEach((name, rule) ->
                comparisons.add(compare(name, metric, validation, rule.with(validation.rows()), confidence)));
        return comparisons;
    }

    /**
     * Compares a model with the best rule that looks at one column: it says the mean target of the training rows with about the same
     * value. Which column is the best is chosen on the training rows too.
     *
     * @param training predictions of the training rows, of which only what is true is used
     * @param trainingColumns of the training rows
     * @param validation the model's predictions of other rows
     * @param validationColumns the same columns of these rows, in the same order
     * @param confidence above 0 and below 1, as 0.95
     * @throws IllegalArgumentException if columns do not fit
     * @throws UndefinedMetricException if the rows are neither of two classes nor numbers, or the metric has no value for the model or
     *     for any rule
     */
    public static BaselineComparison singleFeature(
            Metric metric,
            Predictions training,
            List<FeatureColumn> trainingColumns,
            Predictions validation,
            List<FeatureColumn> validationColumns,
            double confidence) {
        SingleFeature best = SingleFeature.best(metric, training, trainingColumns, validationColumns);
        return compare(
                "best single feature: " + best.name(),
                metric,
                validation,
                best.predict(validation).with(validation.rows()),
                confidence);
    }

    private static double[] filled(int rows, double value) {
        double[] filled = new double[rows];
        Arrays.fill(filled, value);
        return filled;
    }

    private static BaselineComparison compare(
            String name, Metric metric, Predictions model, Predictions rule, double confidence) {
        double own = metric.value(model);
        double naive = metric.value(rule);
        Improvement improvement = Improvement.of(metric, model, rule, confidence);
        return new BaselineComparison(
                name,
                metric,
                own,
                naive,
                improvement.value(),
                improvement.interval(),
                improvement.method(),
                finding(name, metric, own, naive, improvement));
    }

    private static Finding finding(String name, Metric metric, double own, double naive, Improvement improvement) {
        String check = name.startsWith("best") ? "baseline_single_feature" : "baseline_" + name.replace(' ', '_');
        String seen = "'" + metric.name() + "' is " + Words.number(own) + " for the model and " + Words.number(naive)
                + " for '" + name + "', better by " + Words.number(improvement.value())
                + improvement
                        .interval()
                        .map(limits -> " (" + Words.range(limits) + ")")
                        .orElse(" (no interval: " + improvement.method() + ")");
        if (improvement.value() <= 0) {
            return Finding.failed(
                    check,
                    seen
                            + ". The model is no better than a rule that anyone can write down: look for features that tell"
                            + " more, and for faults in how they are made.",
                    Stage.FEATURES);
        }
        return improvement.interval().map(limits -> limits.low() > 0).orElse(false)
                ? Finding.ok(check, seen + ".")
                : Finding.warning(
                        check,
                        seen
                                + ". These rows do not show that the model is better than a rule that anyone can write down:"
                                + " evaluate more rows, or look for features that tell more.",
                        Stage.FEATURES);
    }
}
