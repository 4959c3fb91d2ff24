/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.BitSet;
import java.util.List;

/** Documents that are ranked within queries. */
public final class RankingPredictions implements Predictions {

    private final List<String> queries;
    private final double[] relevance;
    private final double[] scores;
    private final RowInfo rows;

    private RankingPredictions(List<String> queries, double[] relevance, double[] scores, RowInfo rows) {
        this.queries = queries;
        this.relevance = relevance;
        this.scores = scores;
        this.rows = rows;
        rows.requireRows(relevance.length);
    }

    /**
     * Documents of queries, a row each.
     *
     * @param queries the query that each row belongs to
     * @param relevance how relevant it is, at least 0
     * @param scores what the model ranks it by, higher first
     */
    public static RankingPredictions of(List<String> queries, double[] relevance, double[] scores) {
        return new RankingPredictions(List.copyOf(queries), relevance.clone(), scores.clone(), RowInfo.none());
    }

    /** The query of each row. */
    public List<String> queries() {
        return queries;
    }

    /** A copy of the relevances. */
    public double[] relevance() {
        return relevance.clone();
    }

    /** A copy of the scores. */
    public double[] scores() {
        return scores.clone();
    }

    @Override
    public int rowCount() {
        return relevance.length;
    }

    @Override
    public RowInfo rows() {
        return rows;
    }

    @Override
    public RankingPredictions with(RowInfo more) {
        return new RankingPredictions(queries, relevance, scores, more);
    }

    @Override
    public RankingPredictions select(int... positions) {
        return new RankingPredictions(
                Picked.of(queries, positions),
                Picked.of(relevance, positions),
                Picked.of(scores, positions),
                rows.select(positions));
    }

    @Override
    public RankingPredictions mixed(Predictions other, BitSet fromOther) {
        RankingPredictions with = RowInfo.sameRows(this, RankingPredictions.class, other);
        double[] mixed = scores.clone();
        fromOther.stream().forEach(row -> mixed[row] = with.scores[row]);
        return new RankingPredictions(queries, relevance, mixed, rows);
    }
}
