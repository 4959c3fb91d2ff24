/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Metrics of classification and regression by the conventions of scikit-learn, as plain functions of arrays. What is not
 * defined is refused by {@link dev.ratchet.evaluation.metric.UndefinedMetricException}, never answered with a number.
 */
@NullMarked
package dev.ratchet.evaluation.metric;

import org.jspecify.annotations.NullMarked;
