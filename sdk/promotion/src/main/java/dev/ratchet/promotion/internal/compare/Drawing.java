/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How rows are drawn, and which of them belong together.
 *
 * @param draws how many
 * @param seed of all draws
 * @param groups the group of each row, where rows are not independent
 */
public record Drawing(int draws, long seed, Optional<int[]> groups) {

    /** Draws of independent rows. */
    public static Drawing ofRows(int draws, long seed) {
        return new Drawing(draws, seed, Optional.empty());
    }

    /**
     * Draws of rows that a column groups.
     *
     * @throws UndefinedMetricException if there is no such column
     */
    public static Drawing grouped(int draws, long seed, Predictions rows, String column) {
        List<String> values = rows.rows().columns().get(column);
        if (values == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "Rows are grouped by '" + column + "', and there is no such column; there are "
                            + rows.rows().columns().keySet() + ".");
        }
        Map<String, Integer> numbers = new HashMap<>();
        int[] groups = values.stream()
                .mapToInt(value -> numbers.computeIfAbsent(value, any -> numbers.size()))
                .toArray();
        return new Drawing(draws, seed, Optional.of(groups));
    }

    /** The same for some of the rows. */
    Drawing select(int[] rows) {
        return new Drawing(
                draws,
                seed,
                groups.map(all -> Arrays.stream(rows).map(row -> all[row]).toArray()));
    }
}
