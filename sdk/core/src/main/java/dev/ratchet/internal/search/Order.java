/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The order of records, as MLflow has it on SQLite. */
public final class Order {

    /** SQLite compares the bytes of UTF-8, whose order is that of code points and not that of chars. */
    static final Comparator<String> BY_CODE_POINT = Order::compareCodePoints;

    static final Comparator<RunRecord> NEWEST_FIRST =
            Comparator.comparingLong(RunRecord::startTime).reversed().thenComparing(RunRecord::id);

    private Order() {}

    /** The order of runs: the one asked for, then newest start first, then by id. */
    public static Comparator<RunRecord> ofRuns(List<String> orders) {
        return of(OrderKey.parse(Grammar.RUNS, orders), new RunValues())
                .map(asked -> asked.thenComparing(NEWEST_FIRST))
                .orElse(NEWEST_FIRST);
    }

    /** The order of registered models, a {@linkplain #complete complete} one. */
    public static Comparator<RegisteredModelRecord> ofModels(List<String> orders) {
        return of(OrderKey.parse(Grammar.MODELS, orders), new ModelValues()).orElseThrow();
    }

    /** The order of versions, a {@linkplain #complete complete} one. */
    public static Comparator<VersionRecord> ofVersions(List<String> orders) {
        return of(OrderKey.parse(Grammar.VERSIONS, orders), new VersionValues()).orElseThrow();
    }

    /** The orders that were asked for, and ascending the rest of those that leave no two records equal. */
    public static List<String> complete(List<OrderKey> asked, String... unique) {
        List<String> orders = new ArrayList<>();
        asked.forEach(key -> orders.add(key.field().key() + (key.ascending() ? " ASC" : " DESC")));
        for (String attribute : unique) {
            if (asked.stream().noneMatch(key -> key.field().key().equals(attribute))) {
                orders.add(attribute + " ASC");
            }
        }
        return orders;
    }

    private static <T> Optional<Comparator<T>> of(List<OrderKey> keys, Values<T> values) {
        return keys.stream().map(key -> of(key, values)).reduce(Comparator::thenComparing);
    }

    private static <T> Comparator<T> of(OrderKey key, Values<T> values) {
        Field field = key.field();
        if (field.isNumber()) {
            Comparator<Double> numbers = Comparator.naturalOrder();
            return lastIfMissing(
                    record -> values.number(record, field),
                    // NaN ties with NaN, comes behind every number, and before what is missing.
                    Comparator.comparing((Double value) -> value.isNaN())
                            .thenComparing(key.ascending() ? numbers : numbers.reversed()));
        }
        return lastIfMissing(
                record -> values.text(record, field), key.ascending() ? BY_CODE_POINT : BY_CODE_POINT.reversed());
    }

    private static <R, T> Comparator<R> lastIfMissing(Function<R, @Nullable T> value, Comparator<T> present) {
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
