/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/** What a threshold is chosen for. */
public sealed interface ThresholdGoal permits ThresholdGoal.F1, ThresholdGoal.Youden, ThresholdGoal.Cost {

    /** The highest F1. It needs a positive row, and plus infinity is no candidate. */
    record F1() implements ThresholdGoal {}

    /** The highest <i>true positive rate - false positive rate</i> (W. J. Youden 1950). It needs both classes. */
    record Youden() implements ThresholdGoal {}

    /**
     * The lowest cost in all (C. Elkan 2001).
     *
     * @param falsePositive the cost of a false alarm, at least 0
     * @param falseNegative the cost of a miss, at least 0
     */
    record Cost(double falsePositive, double falseNegative) implements ThresholdGoal {

        /** Checks both costs. */
        public Cost {
            Checks.argument(
                    falsePositive >= 0
                            && falsePositive < Double.POSITIVE_INFINITY
                            && falseNegative >= 0
                            && falseNegative < Double.POSITIVE_INFINITY,
                    "The costs of errors are " + falsePositive + " and " + falseNegative
                            + ": finite costs of at least 0 are allowed.");
        }
    }
}
