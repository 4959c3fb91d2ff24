/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/** What precision, recall and F are where nothing was predicted or nothing is there; scikit-learn's {@code zero_division}. */
public enum ZeroDivision {
    /** 0, the default: a model that finds nothing earns nothing. */
    ZERO(0),
    /** 1: nothing was wrong. */
    ONE(1);

    private final double value;

    ZeroDivision(double value) {
        this.value = value;
    }

    double divide(double numerator, double denominator) {
        return denominator == 0 ? value : numerator / denominator;
    }
}
