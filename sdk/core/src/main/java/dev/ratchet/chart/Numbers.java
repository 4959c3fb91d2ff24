/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text: the same in every locale. */
final class Numbers {

    private static final double LARGEST_PLAIN = 1e7;
    private static final int SMALLEST_PLAIN_EXPONENT = -5;

    private Numbers() {}

    /** A coordinate with at most two decimals. */
    static String coordinate(double value) {
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        int rest = (int) (Math.abs(hundredths) % 100);
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        String decimals = rest % 10 == 0 ? String.valueOf(rest / 10) : (rest < 10 ? "0" : "") + rest;
        return sign + whole + "." + decimals;
    }

    /** A value for people: four significant digits, or the word for what is not finite. */
    static String value(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        boolean plain = exponent >= SMALLEST_PLAIN_EXPONENT && Math.abs(value) < LARGEST_PLAIN;
        return plain || rounded.signum() == 0 ? plain(rounded) : scientific(rounded);
    }

    /** A tick of an axis whose steps are multiples of 10^{@code exponent} and whose largest magnitude is given. */
    static String tick(BigDecimal value, int exponent, double largest) {
        if (value.signum() == 0) {
            return "0";
        }
        if (exponent < SMALLEST_PLAIN_EXPONENT || largest >= LARGEST_PLAIN) {
            return scientific(value.stripTrailingZeros());
        }
        return value.setScale(Math.max(0, -exponent)).toPlainString();
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        String mantissa = value.scaleByPowerOfTen(-exponent).toPlainString();
        return mantissa + "e" + exponent;
    }
}
