/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import java.util.List;
import java.util.Map;

/**
 * What a cross-validation found. All lists are by iteration. Keys are {@code train-<metric>} and {@code test-<metric>}.
 *
 * @param means the mean over the folds
 * @param deviations the standard deviation over the folds, of the whole population as NumPy's {@code std}
 * @param folds each fold's own values
 */
public record CrossValidation(
        Map<String, List<Double>> means, Map<String, List<Double>> deviations, List<Map<String, List<Double>>> folds) {

    /** Copies the collections. */
    public CrossValidation {
        means = Map.copyOf(means);
        deviations = Map.copyOf(deviations);
        folds = List.copyOf(folds);
    }
}
