/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.internal.search.Filter;
import dev.ratchet.internal.search.Grammar;
import dev.ratchet.internal.search.Order;
import dev.ratchet.internal.search.OrderKey;

import java.util.Collection;
import java.util.List;

/**
 * Which runs to list, and in which order. What a query takes, every store understands alike.
 *
 * @param experimentIds the experiments; empty means all active ones
 * @param filter comparisons in MLflow's syntax, joined by AND; empty means all
 * @param orderBy what runs are ordered by, like {@code metrics.auc DESC}, the first first; then, and where it is empty,
 *     newest start first, then by id
 * @param view active runs, deleted runs or both
 * @param maxResults runs a page, 1 to 50,000
 * @param pageToken where the page before ended, or empty
 */
public record RunQuery(
        List<String> experimentIds,
        String filter,
        List<String> orderBy,
        RunView view,
        int maxResults,
        String pageToken) {

    /**
     * Checks all of it.
     *
     * @throws dev.ratchet.RefusedException when the filter or the order is wrong, with the position and what is allowed
     * @throws IllegalArgumentException when the size of a page is out of bounds
     */
    public RunQuery {
        experimentIds = List.copyOf(experimentIds);
        // MLflow takes no blanks around an order.
        orderBy = orderBy.stream().map(String::strip).toList();
        if (maxResults < 1 || maxResults > 50_000) {
            throw new IllegalArgumentException("maxResults must be between 1 and 50000: " + maxResults);
        }
        Filter.ofRuns(filter);
        OrderKey.parse(Grammar.RUNS, orderBy);
    }

    /** Active runs, newest first. */
    public RunQuery(List<String> experimentIds, int maxResults, String pageToken) {
        this(experimentIds, "", List.of(), RunView.ACTIVE, maxResults, pageToken);
    }

    /** The first page of up to {@code maxResults} active runs of the experiments, of all when none is named. */
    public static RunQuery of(List<String> experimentIds, int maxResults) {
        return new RunQuery(experimentIds, maxResults, "");
    }

    /** Those of a store's runs that this query finds, in its order and on all pages: for stores without a search. */
    public List<RunRecord> select(Collection<RunRecord> runs) {
        Filter<RunRecord> meets = Filter.ofRuns(filter);
        return runs.stream()
                .filter(run -> view == RunView.ALL || run.active() == (view == RunView.ACTIVE))
                .filter(run -> experimentIds.isEmpty() || experimentIds.contains(run.experimentId()))
                .filter(meets::accepts)
                .sorted(Order.ofRuns(orderBy))
                .toList();
    }
}
