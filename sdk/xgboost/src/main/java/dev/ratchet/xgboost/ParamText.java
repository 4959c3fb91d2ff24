/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes param values as Python does, so that runs of both compare as equal: {@code True}, {@code 1e-05}, lists. */
final class ParamText {

    private ParamText() {}

    static String of(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Float || value instanceof Double) {
            return number(value.toString());
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ParamText::element).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Object[] array) {
            return of(Arrays.asList(array));
        }
        return value.toString();
    }

    private static String element(Object value) {
        return value instanceof CharSequence text ? "'" + text + "'" : of(value);
    }

    private static String number(String java) {
        if (!java.contains("E")) {
            return java.replace("NaN", "nan").replace("Infinity", "inf");
        }
        BigDecimal value = new BigDecimal(java).stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = value.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = value.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = value.signum() < 0 ? "-" : "";
        return sign
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }
}
