/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.metric.Contrast;

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
        Metric metric, double training, double validation, Optional<Contrast> gap, Finding finding) {}
