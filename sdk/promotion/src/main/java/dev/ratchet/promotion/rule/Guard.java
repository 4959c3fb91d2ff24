/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** What must not be lost on the way to a better primary metric. */
public sealed interface Guard extends Rule permits NoWorse, Threshold, Budget, FairnessGap {

    /** Whether it can be judged without a champion. */
    boolean isAbsolute();
}
