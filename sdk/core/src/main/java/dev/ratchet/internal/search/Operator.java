/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.Arrays;
import java.util.Optional;

/** How values are compared. */
public enum Operator {
    /** Equal. */
    EQUAL("="),
    /** Not equal; never true where there is no value. */
    DIFFERENT("!="),
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** Greater. */
    GREATER(">"),
    /** Greater or equal. */
    AT_LEAST(">="),
    /** Like a pattern. */
    LIKE("LIKE"),
    /** Like a pattern, letters A to Z in any case. */
    ILIKE("ILIKE");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    static Optional<Operator> of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equalsIgnoreCase(sign))
                .findFirst();
    }

    boolean takesNumbers() {
        return this != LIKE && this != ILIKE;
    }

    boolean takesTexts() {
        return this == EQUAL || this == DIFFERENT || this == LIKE || this == ILIKE;
    }

    /** Whether the order of two values, as a comparator tells it, meets this. */
    public boolean accepts(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case LIKE, ILIKE -> throw new IllegalArgumentException(sign + " is not about an order.");
        };
    }
}
