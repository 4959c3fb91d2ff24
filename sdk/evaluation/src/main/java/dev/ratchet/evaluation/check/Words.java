/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.metric.Interval;

import java.util.List;
import java.util.Locale;

/** Numbers and names in messages. */
final class Words {

    private static final int NAMED = 5;

    private Words() {}

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    static String range(Interval interval) {
        return number(interval.low()) + " to " + number(interval.high());
    }

    static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? ", ... (" + names.size() + ")" : "");
    }
}
