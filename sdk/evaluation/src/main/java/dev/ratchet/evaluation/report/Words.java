/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.metric.Interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values in words, the same in every locale. */
final class Words {

    private static final int DIGITS = 4;

    private Words() {}

    /** Four digits behind the point, or four significant ones where these say nothing. */
    static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return size < 1000
                ? String.format(Locale.ROOT, "%." + DIGITS + "f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    static String number(Figure figure) {
        return figure.value().isPresent() ? number(figure.value().getAsDouble()) : "no value";
    }

    static Optional<Interval> interval(Figure figure) {
        return figure instanceof Figure.Defined defined ? defined.interval() : Optional.empty();
    }

    static String range(Optional<Interval> interval) {
        return interval.map(own -> number(own.low()) + " to " + number(own.high()))
                .orElse("");
    }

    /** How the interval was found, or why there is no value or no interval. */
    static String method(Figure figure) {
        if (figure instanceof Figure.Undefined undefined) {
            return undefined.message();
        }
        return figure instanceof Figure.Defined defined ? defined.method() : "";
    }

    /** A count, or a sum of weights. */
    static String count(double count) {
        return count == Math.rint(count) && Math.abs(count) < 1e15
                ? Long.toString((long) count)
                : new BigDecimal(count).round(new MathContext(DIGITS)).toPlainString();
    }

    static String rows(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    static String percent(double share) {
        return new BigDecimal(100 * share)
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    static String level(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String stage(Finding finding) {
        return finding.backTo()
                .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** A name that every file system and MLflow take. */
    static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+", "_");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
