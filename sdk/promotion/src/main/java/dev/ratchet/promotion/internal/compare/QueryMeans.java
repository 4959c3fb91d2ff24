/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.statistics.PairedT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference of rankings, query by query: documents of a query hang together, queries do not. Queries without a relevant
 * document say nothing and are left out.
 */
final class QueryMeans {

    private static final double SAME = 1e-9;

    private QueryMeans() {}

    static Difference of(
            Metric metric, RankingPredictions champion, RankingPredictions candidate, int[] rows, Drawing drawing) {
        Map<String, List<Integer>> queries = new LinkedHashMap<>();
        for (int row : rows) {
            queries.computeIfAbsent(champion.queries().get(row), query -> new ArrayList<>())
                    .add(row);
        }
        List<double[]> values = new ArrayList<>();
        for (List<Integer> query : queries.values()) {
            int[] own = query.stream().mapToInt(Integer::intValue).toArray();
            try {
                values.add(new double[] {metric.value(champion.select(own)), metric.value(candidate.select(own))});
            } catch (UndefinedMetricException e) {
                if (e.reason() != Reason.ONE_CLASS) {
                    throw e;
                }
            }
        }
        double[] ofChampion = values.stream().mapToDouble(both -> both[0]).toArray();
        double[] ofCandidate = values.stream().mapToDouble(both -> both[1]).toArray();
        double[] differences = new double[ofChampion.length];
        Arrays.setAll(differences, i -> metric.direction().improvement(ofCandidate[i], ofChampion[i]));
        PairedT t = PairedT.of(differences);
        double mean = Arrays.stream(ofChampion).average().orElseThrow();
        if (Math.abs(mean - metric.value(champion.select(rows))) > SAME) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "'" + metric.name() + "' is not the mean of the queries' values, so rankings cannot be compared by"
                            + " it.");
        }
        return new MeanDifference(
                mean,
                Arrays.stream(ofCandidate).average().orElseThrow(),
                differences.length >= MeanDifference.MANY ? new double[0] : differences,
                t,
                drawing.draws(),
                drawing.seed());
    }
}
