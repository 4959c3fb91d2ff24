/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.metric.Interval;

import java.util.Optional;

/**
 * A model and a naive rule on the same rows. Immutable.
 *
 * @param baseline the rule, as {@code majority class} or {@code best single feature: distance}
 * @param metric that both are measured by
 * @param model the model's value
 * @param naive the rule's value
 * @param improvement by how much the model is better, in the metric's own units and above 0 when it is better whatever the metric's
 *     direction
 * @param interval of the improvement, from the same rows; empty when they do not tell
 * @param method how the interval was found, or why there is none
 * @param finding what to say of it
 */
public record BaselineComparison(
        String baseline,
        Metric metric,
        double model,
        double naive,
        double improvement,
        Optional<Interval> interval,
        String method,
        Finding finding) {}
