/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.Contrast;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.Optional;

/**
 * How much better a model is on the rows it learned from than on others. Immutable.
 *
 * @param metric that it is measured by
 * @param training its value on training rows
 * @param validation its value on other rows
 * @param gap how much better training is, in the metric's own units and above 0 when it is better whatever the metric's direction;
 *     empty when the rows do not tell
 * @param finding what to say of it
 */
public record OverfittingGap(
        Metric metric, double training, double validation, Optional<Contrast> gap, Finding finding) {

    private static final String CHECK = "overfitting";

    /**
     * Compares both. A gap counts when the rows show it and it is more than 2 % of the metric's range, or than 10 % of the
     * validation value where the range has no end.
     *
     * @param training predictions of the rows that the model learned from
     * @param validation predictions of other rows
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if the metric has no value for one of them
     */
    public static OverfittingGap of(Metric metric, Predictions training, Predictions validation, double confidence) {
        double onTraining = metric.value(training);
        double onValidation = metric.value(validation);
        double improvement = metric.direction().improvement(onTraining, onValidation);
        String seen = "'" + metric.name() + "' is " + Words.number(onTraining) + " on training rows and "
                + Words.number(onValidation) + " on others";
        Contrast gap;
        try {
            Estimate own = metric.estimate(training);
            Estimate other = metric.estimate(validation);
            gap = metric.direction() == Direction.HIGHER_IS_BETTER
                    ? own.minus(other, confidence)
                    : other.minus(own, confidence);
        } catch (UndefinedMetricException e) {
            return new OverfittingGap(
                    metric,
                    onTraining,
                    onValidation,
                    Optional.empty(),
                    Finding.note(CHECK, seen + "; how sure that is cannot be told: " + e.getMessage()));
        }
        seen += ": a gap of " + Words.number(improvement) + " (" + Words.range(gap.interval()) + ")";
        boolean matters = gap.interval().low() > 0 && improvement > Tolerance.of(metric, onValidation);
        return new OverfittingGap(
                metric,
                onTraining,
                onValidation,
                Optional.of(gap),
                matters
                        ? Finding.warning(
                                CHECK,
                                seen
                                        + ". The model knows its training rows by heart: regularise it, make it smaller, stop"
                                        + " earlier, or give it more rows.",
                                Stage.TRAINING)
                        : Finding.ok(CHECK, seen + ", which is none to act on."));
    }
}
