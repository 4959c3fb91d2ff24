/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

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

    /** A count: all digits of a whole one, four significant digits of a sum of weights. */
    static String count(double count) {
        return count == Math.rint(count) && count < 1e15 ? Long.toString((long) count) : value(count);
    }

    /** A count that fits into a width, with k, M or G for its thousands; empty when nothing fits. */
    static String shortCount(double count, double fontSize, double width) {
        List<String> forms = new ArrayList<>(List.of(count(count)));
        double shown = count;
        for (String unit : List.of("k", "M", "G")) {
            shown /= 1000;
            if (shown >= 1 && shown < 10) {
                forms.add(BigDecimal.valueOf(shown)
                                .setScale(1, RoundingMode.HALF_EVEN)
                                .toPlainString()
                        + unit);
            }
            if (Math.round(shown) > 0) {
                forms.add(Math.round(shown) + unit);
            }
        }
        return forms.stream()
                .filter(form -> Text.width(form, fontSize) <= width)
                .findFirst()
                .orElse("");
    }

    /** A share in whole percent; what is neither nothing nor all never looks like it. */
    static String percent(double share) {
        if (share > 0 && share < 0.005) {
            return "<1 %";
        }
        if (share < 1 && share > 0.995) {
            return ">99 %";
        }
        return Math.round(share * 100) + " %";
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
