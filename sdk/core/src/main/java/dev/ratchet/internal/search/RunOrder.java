/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The order of runs, as MLflow has it on SQLite: what was asked for, then newest start first, then by id. */
public final class RunOrder {

    /** SQLite compares the bytes of UTF-8, whose order is that of code points and not that of chars. */
    static final Comparator<String> BY_CODE_POINT = RunOrder::compareCodePoints;

    static final Comparator<RunRecord> NEWEST_FIRST =
            Comparator.comparingLong(RunRecord::startTime).reversed().thenComparing(RunRecord::id);

    private RunOrder() {}

    /** The order asked for, then newest first. */
    public static Comparator<RunRecord> of(List<String> orders) {
        return OrderKey.parse(orders).stream()
                .map(RunOrder::of)
                .reduce(Comparator::thenComparing)
                .map(asked -> asked.thenComparing(NEWEST_FIRST))
                .orElse(NEWEST_FIRST);
    }

    private static Comparator<RunRecord> of(OrderKey key) {
        Field field = key.field();
        if (field.isNumber()) {
            Comparator<Double> numbers = Comparator.naturalOrder();
            return lastIfMissing(
                    run -> RunValues.number(run, field),
                    // NaN ties with NaN, comes behind every number, and before what is missing.
                    Comparator.comparing((Double value) -> value.isNaN())
                            .thenComparing(key.ascending() ? numbers : numbers.reversed()));
        }
        return lastIfMissing(
                run -> RunValues.text(run, field), key.ascending() ? BY_CODE_POINT : BY_CODE_POINT.reversed());
    }

    private static <T> Comparator<RunRecord> lastIfMissing(
            Function<RunRecord, @Nullable T> value, Comparator<T> present) {
        return (a, b) -> {
            T left = value.apply(a);
            T right = value.apply(b);
            if (left == null || right == null) {
                return Boolean.compare(left == null, right == null);
            }
            return present.compare(left, right);
        };
    }

    private static int compareCodePoints(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length()) {
            int left = a.codePointAt(at);
            int right = b.codePointAt(at);
            if (left != right) {
                return Integer.compare(left, right);
            }
            at += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
    }
}
