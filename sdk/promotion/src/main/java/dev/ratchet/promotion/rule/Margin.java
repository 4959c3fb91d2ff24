/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

import java.math.BigDecimal;

/**
 * How much worse a candidate may be, or how much better it has to be.
 *
 * @param value at least 0; 0.02 of kind RELATIVE is two per cent
 * @param kind of what
 */
public record Margin(double value, Kind kind) {

    /** What a margin is measured in. */
    public enum Kind {
        /** In units of the metric. */
        ABSOLUTE,
        /** As a share of the magnitude of the champion's value on the same rows. */
        RELATIVE
    }

    /** No margin. */
    public static final Margin NONE = absolute(0);

    /** Checks the value. */
    public Margin {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A margin is " + value
                            + ": a finite number of at least 0 is allowed, as 0.01, or a share of the champion's value, as 2%.");
        }
        value += 0.0; // -0.0 becomes 0.0
    }

    /** A margin in units of the metric. */
    public static Margin absolute(double value) {
        return new Margin(value, Kind.ABSOLUTE);
    }

    /** A margin of a share of the magnitude of the champion's value; 0.02 is two per cent. */
    public static Margin relative(double share) {
        return new Margin(share, Kind.RELATIVE);
    }

    /** The margin in units of the metric. */
    public double of(double champion) {
        return kind == Kind.ABSOLUTE ? value : value * Math.abs(champion);
    }

    /** As a policy writes it: {@code 0.01} or {@code 2%}. */
    public String text() {
        return kind == Kind.ABSOLUTE
                ? plain(BigDecimal.valueOf(value))
                : plain(BigDecimal.valueOf(value).movePointRight(2)) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
