/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

/**
 * Questions that are asked in a stated order, each at the full level, until one is not answered.
 *
 * @param passed how many were answered
 * @param tested how many were asked
 */
public record FixedSequence(int passed, int tested) {

    /**
     * Goes through p-values.
     *
     * @param alpha the level of each; a p-value of just alpha passes
     */
    public static FixedSequence of(double alpha, double... p) {
        Require.level("level alpha", alpha);
        Require.values("p-values", p, 1);
        int passed = 0;
        while (passed < p.length && p[passed] <= alpha) {
            passed++;
        }
        return new FixedSequence(passed, Math.min(passed + 1, p.length));
    }
}
