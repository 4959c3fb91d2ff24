/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is drawn or left out as a whole: rows, and of rankings whole queries, because their rows belong together. */
final class Units {

    private final Predictions predictions;
    /** The rows of each query; empty where each row is a unit. */
    private final List<int[]> queries;

    private Units(Predictions predictions, List<int[]> queries) {
        this.predictions = predictions;
        this.queries = queries;
    }

    static Units of(Predictions predictions) {
        if (!(predictions instanceof RankingPredictions rankings)) {
            return new Units(predictions, List.of());
        }
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < rankings.rowCount(); row++) {
            rows.computeIfAbsent(rankings.queries().get(row), query -> new ArrayList<>())
                    .add(row);
        }
        return new Units(
                predictions,
                rows.values().stream()
                        .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    int count() {
        return queries.isEmpty() ? predictions.rowCount() : queries.size();
    }

    /** Some of the units; one that comes twice is two. */
    Predictions select(int... units) {
        if (queries.isEmpty()) {
            return predictions.select(units);
        }
        int[] rows = Arrays.stream(units)
                .flatMap(unit -> Arrays.stream(queries.get(unit)))
                .toArray();
        List<String> names = new ArrayList<>(rows.length);
        for (int place = 0; place < units.length; place++) {
            for (int i = 0; i < queries.get(units[place]).length; i++) {
                names.add(Integer.toString(place));
            }
        }
        RankingPredictions selected = (RankingPredictions) predictions.select(rows);
        return RankingPredictions.of(names, selected.relevance(), selected.scores())
                .with(selected.rows());
    }
}
