/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * The candidate is better than the champion by more than a margin.
 *
 * @param metric its name
 * @param improveBy the margin, at least 0; absolute or a share of the champion's value
 */
public record Superior(String metric, Margin improveBy) implements Primary {

    @Override
    public String title() {
        return "primary " + metric;
    }
}
