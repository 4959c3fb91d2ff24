/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.promotion.PromotionPolicy;

/**
 * How sure a rule has to be.
 *
 * @param alpha the allowed share of wrong answers, to one side
 * @param power how often a difference is to be found that is there
 */
public record Level(double alpha, double power) {

    /** A policy's level, which its uses of the test set are divided among. */
    public static Level of(PromotionPolicy policy) {
        return new Level(policy.alpha(), policy.power());
    }

    /** The two-sided interval whose bounds are one-sided at this level. */
    double confidence() {
        return 1 - 2 * alpha;
    }
}
