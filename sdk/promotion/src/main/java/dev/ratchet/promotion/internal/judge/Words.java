/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in reasons. */
final class Words {

    private static final MathContext DIGITS = new MathContext(4);
    private static final double SMALL = 1e-6;
    private static final double LARGE = 1e9;

    private Words() {}

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        double magnitude = Math.abs(value);
        return magnitude < SMALL || magnitude >= LARGE ? rounded.toString() : rounded.toPlainString();
    }
}
