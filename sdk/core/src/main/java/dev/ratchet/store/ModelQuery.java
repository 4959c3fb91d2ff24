/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.internal.search.Filter;
import dev.ratchet.internal.search.Grammar;
import dev.ratchet.internal.search.Order;
import dev.ratchet.internal.search.OrderKey;
import dev.ratchet.internal.search.Paging;

import java.util.Collection;
import java.util.List;

/**
 * Which registered models to list, and in which order. What a query takes, every store understands alike.
 *
 * @param filter comparisons in MLflow's syntax of {@code name} and {@code tags.<key>}, joined by AND; empty means all
 * @param orderBy {@code name} or {@code name DESC}; by name where it is empty
 * @param maxResults models a page, 1 to 1000
 * @param pageToken where the page before ended, or empty
 */
public record ModelQuery(String filter, List<String> orderBy, int maxResults, String pageToken) {

    /**
     * Checks all of it.
     *
     * @throws dev.ratchet.RefusedException when the filter or the order is wrong, with the position and what is allowed
     * @throws IllegalArgumentException when the size of a page is out of bounds
     */
    public ModelQuery {
        orderBy = orderBy.stream().map(String::strip).toList();
        Paging.check(maxResults);
        Filter.ofModels(filter);
        OrderKey.parse(Grammar.MODELS, orderBy);
    }

    /** The first page of up to 1000 models that meet a filter, by name. */
    public static ModelQuery of(String filter) {
        return new ModelQuery(filter, List.of(), Paging.MOST, "");
    }

    /** The order with what decides where it leaves two models equal, for stores that search themselves. */
    public List<String> completeOrder() {
        return Order.complete(OrderKey.parse(Grammar.MODELS, orderBy), "name");
    }

    /** The page of a store's models that this query finds: for stores without a search. */
    public RegistryPage<RegisteredModelRecord> select(Collection<RegisteredModelRecord> models) {
        return Paging.page(
                models.stream()
                        .filter(Filter.ofModels(filter)::accepts)
                        .sorted(Order.ofModels(completeOrder()))
                        .toList(),
                RegisteredModelRecord::name,
                maxResults,
                pageToken);
    }
}
