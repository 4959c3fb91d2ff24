/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions of two models for the same rows, in the same order.
 *
 * @param first of the first model
 * @param second of the second model
 * @param <P> the kind of predictions
 */
public record Aligned<P extends Predictions>(P first, P second) {

    private static final int NAMED = 5;

    /**
     * Brings the rows of the second model into the order of the first one's. Rows are told apart by their keys; when
     * neither has keys, by their position.
     *
     * @throws IllegalArgumentException if only one has keys, a key comes twice, or one has rows that the other has not;
     *     it counts and names them
     */
    @SuppressWarnings("unchecked") // select gives the kind that it is called on
    public static <P extends Predictions> Aligned<P> of(P first, P second) {
        Optional<List<String>> firstKeys = first.rows().keys();
        Optional<List<String>> secondKeys = second.rows().keys();
        if (firstKeys.isPresent() != secondKeys.isPresent()) {
            throw new IllegalArgumentException(
                    "The rows of one model have keys and those of the other have none: give both"
                            + " the same key column, or neither.");
        }
        if (firstKeys.isEmpty() || secondKeys.isEmpty()) {
            if (first.rowCount() != second.rowCount()) {
                throw new IllegalArgumentException(
                        "The models predicted " + first.rowCount() + " and " + second.rowCount()
                                + " rows, which have no keys: score the same rows with both, or give keys.");
            }
            return new Aligned<>(first, second);
        }
        Map<String, Integer> positions = positions("second", secondKeys.get());
        Map<String, Integer> own = positions("first", firstKeys.get());
        List<String> missing = firstKeys.get().stream()
                .filter(key -> !positions.containsKey(key))
                .toList();
        List<String> further =
                secondKeys.get().stream().filter(key -> !own.containsKey(key)).toList();
        if (!missing.isEmpty() || !further.isEmpty()) {
            throw new IllegalArgumentException("The models did not predict the same rows: " + named(missing, "second")
                    + named(further, "first") + "Score the same rows with both.");
        }
        int[] order = firstKeys.get().stream().mapToInt(positions::get).toArray();
        return new Aligned<>(first, (P) second.select(order));
    }

    private static String named(List<String> keys, String without) {
        if (keys.isEmpty()) {
            return "";
        }
        String more = keys.size() > NAMED ? ", ..." : "";
        return keys.size() + " are missing in the " + without + " one ("
                + String.join(", ", keys.subList(0, Math.min(NAMED, keys.size()))) + more + "). ";
    }

    private static Map<String, Integer> positions(String which, List<String> keys) {
        Map<String, Integer> positions = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (int row = 0; row < keys.size(); row++) {
            if (positions.put(keys.get(row), row) != null) {
                twice.add(keys.get(row));
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(twice.size() + " keys of the " + which + " model come more than once ("
                    + String.join(", ", twice.subList(0, Math.min(NAMED, twice.size())))
                    + "): a key must name one row.");
        }
        return positions;
    }
}
