/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well documents are ranked within queries. Documents of equal score share their places: each counts with the mean of
 * their gains, so no result depends on the order of rows. Queries without a relevant document say nothing and are left
 * out; the mean of the others is the model's figure. Methods are pure and may be called from any thread.
 */
public final class RankingQuality {

    private RankingQuality() {}

    /**
     * The discounted gain of the first places as a share of the best one that is possible, for each query, with gains as they are given and a discount of <i>log2(place + 1)</i>, as scikit-learn's {@code ndcg_score} (K.
     * Järvelin and J. Kekäläinen 2002, doi:10.1145/582415.582418; ties by F. McSherry and M. Najork 2008,
     * doi:10.1007/978-3-540-78646-7_38).
     *
     * @param queries the query that each row belongs to
     * @param relevance how relevant each row is, at least 0
     * @param scores what rows are ranked by, higher first
     * @param k how many places count, at least 1
     * @throws UndefinedMetricException if there are no rows, lengths differ, a value is not finite, a relevance is
     *     negative, or no query has a relevant row
     */
    public static double[] ndcg(List<String> queries, double[] relevance, double[] scores, int k) {
        return ofQueries(queries, relevance, scores, k, RankingQuality::ndcg);
    }

    /**
     * The average precision of the first places, for each query; a relevance above 0 is relevant. It is divided by the relevant rows that have room in these places.
     *
     * @throws UndefinedMetricException as {@link #ndcg}
     */
    public static double[] averagePrecision(List<String> queries, double[] relevance, double[] scores, int k) {
        return ofQueries(queries, relevance, scores, k, RankingQuality::averagePrecision);
    }

    @FunctionalInterface
    private interface OfQuery {
        double value(double[] relevance, double[] scores, int k);
    }

    private static double[] ofQueries(
            List<String> queries, double[] relevance, double[] scores, int k, OfQuery metric) {
        Checks.sameLength(relevance.length, "scores", scores.length);
        Checks.sameLength(relevance.length, "queries", queries.size());
        Checks.notEmpty(relevance.length);
        Checks.finite("relevance", relevance);
        Checks.finite("score", scores);
        Checks.argument(k >= 1, "The first " + k + " places cannot count: at least 1 is needed.");
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row = 0; row < relevance.length; row++) {
            Checks.argument(
                    relevance[row] >= 0,
                    "The relevance of row " + row + " is " + relevance[row] + ": at least 0 is allowed.");
            rowsOf.computeIfAbsent(queries.get(row), query -> new ArrayList<>()).add(row);
        }
        double[] values = rowsOf.values().stream()
                .filter(rows -> rows.stream().anyMatch(row -> relevance[row] > 0))
                .mapToDouble(rows -> metric.value(picked(relevance, rows), picked(scores, rows), k))
                .toArray();
        if (values.length == 0) {
            throw new UndefinedMetricException(
                    Reason.ONE_CLASS, "No query has a relevant row, so no ranking is better than another.");
        }
        return values;
    }

    private static double[] picked(double[] values, List<Integer> rows) {
        return rows.stream().mapToDouble(row -> values[row]).toArray();
    }

    private static double ndcg(double[] relevance, double[] scores, int k) {
        return dcg(relevance, scores, k) / dcg(relevance, relevance, k);
    }

    private static double dcg(double[] relevance, double[] scores, int k) {
        ScoreOrder order = ScoreOrder.of(scores);
        double sum = 0;
        for (int from = 0, to; from < Math.min(k, order.size()); from = to) {
            to = order.endOfTie(from);
            double gain = 0;
            for (int place = from; place < to; place++) {
                gain += relevance[order.row(place)];
            }
            double discounts = 0;
            for (int place = from; place < Math.min(k, to); place++) {
                discounts += Math.log(2) / Math.log(place + 2);
            }
            sum += gain / (to - from) * discounts;
        }
        return sum;
    }

    private static double averagePrecision(double[] relevance, double[] scores, int k) {
        ScoreOrder order = ScoreOrder.of(scores);
        double sum = 0;
        double found = 0;
        for (int from = 0, to; from < Math.min(k, order.size()); from = to) {
            to = order.endOfTie(from);
            double tied = 0;
            for (int place = from; place < to; place++) {
                tied += relevance[order.row(place)] > 0 ? 1 : 0;
            }
            double size = to - from;
            // The mean over all orders of the tied rows: each place holds a relevant one as often as any other.
            for (int place = from; place < Math.min(k, to); place++) {
                double tiedAbove = size > 1 ? (place - from) * (tied - 1) / (size - 1) : 0;
                sum += tied / size * (found + 1 + tiedAbove) / (place + 1);
            }
            found += tied;
        }
        double relevant = 0;
        for (double value : relevance) {
            relevant += value > 0 ? 1 : 0;
        }
        return sum / Math.min(k, relevant);
    }
}
