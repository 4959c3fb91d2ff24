/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * What a policy demands. Immutable values; a rule is judged on its own, and all together decide. Choices are closed, so code
 * that looks into a policy can be sure to know them all.
 */
public sealed interface Rule permits Primary, Guard, SliceRule, Requirement {

    /** The rule in a few words, under which its result is found: {@code primary log_loss}. */
    String title();
}
