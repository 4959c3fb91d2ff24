/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
final class Figures {

    private static final int DIGITS = 5;
    private static final int LARGEST_PLAIN = 15;
    private static final int SMALLEST_PLAIN = -5;

    private Figures() {}

    static String of(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int whole = exact.precision() - exact.scale();
        BigDecimal rounded = exact.round(new MathContext(Math.max(DIGITS, Math.min(whole, LARGEST_PLAIN))))
                .stripTrailingZeros();
        return rounded.signum() == 0
                ? "0"
                : whole > LARGEST_PLAIN || whole < SMALLEST_PLAIN ? rounded.toString() : rounded.toPlainString();
    }

    /** A share as per cent. */
    static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** A count that may be estimated. */
    static String count(long value, boolean exact) {
        return (exact ? "" : "about ") + value;
    }
}
