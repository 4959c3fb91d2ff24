/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * The candidate is not worse than the champion by a margin or more.
 *
 * @param metric its name
 * @param margin absolute or a share of the champion's value
 */
public record NoWorse(String metric, Margin margin) implements Guard {

    @Override
    public String title() {
        return metric + " no worse by " + margin.text();
    }

    @Override
    public boolean isAbsolute() {
        return false;
    }
}
