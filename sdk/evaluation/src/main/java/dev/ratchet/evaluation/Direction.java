/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

/** Which values of a metric are better. It is declared with the metric, never guessed from its name. */
public enum Direction {
    /** The higher, the better. */
    HIGHER_IS_BETTER,
    /** The lower, the better. */
    LOWER_IS_BETTER;

    /** By how much the first value is better than the second; negative when it is worse. */
    public double improvement(double value, double other) {
        return this == HIGHER_IS_BETTER ? value - other : other - value;
    }
}
