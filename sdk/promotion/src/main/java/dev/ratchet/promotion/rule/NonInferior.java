/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

import java.util.List;

/**
 * The candidate is not worse than the champion by a margin or more, and has a benefit. Without a benefit two equal models
 * would take turns as champion.
 *
 * @param metric its name
 * @param nonInferiorBy the margin, above 0; absolute or a share of the champion's value
 * @param benefits at least one, of which one must be shown
 */
public record NonInferior(String metric, Margin nonInferiorBy, List<Benefit> benefits) implements Primary {

    /** Checks margin and benefits. */
    public NonInferior {
        benefits = List.copyOf(benefits);
        if (!(nonInferiorBy.value() > 0)) {
            throw new IllegalArgumentException("non-inferior-by is " + nonInferiorBy.text()
                    + ": above 0 is allowed. Without a margin use improve-by.");
        }
        if (benefits.isEmpty()) {
            throw new IllegalArgumentException("non-inferior-by needs a benefit, or equal models would take turns as"
                    + " champion: fresher-data, smaller, faster, or a metric that is improved.");
        }
    }

    @Override
    public String title() {
        return "primary " + metric;
    }
}
