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
 * Which versions to list, of all registered models, and in which order. What a query takes, every store understands alike.
 *
 * @param filter comparisons in MLflow's syntax of {@code name}, {@code version_number}, {@code run_id}, {@code
 *     source_path} and {@code tags.<key>}, joined by AND; empty means all
 * @param orderBy {@code name}, {@code version_number} or {@code creation_timestamp}, ascending unless {@code DESC}
 *     follows, the first first; then, and where it is empty, by name and number
 * @param maxResults versions a page, 1 to 1000
 * @param pageToken where the page before ended, or empty
 */
public record VersionQuery(String filter, List<String> orderBy, int maxResults, String pageToken) {

    /**
     * Checks all of it.
     *
     * @throws dev.ratchet.RefusedException when the filter or the order is wrong, with the position and what is allowed
     * @throws IllegalArgumentException when the size of a page is out of bounds
     */
    public VersionQuery {
        orderBy = orderBy.stream().map(String::strip).toList();
        Paging.check(maxResults);
        Filter.ofVersions(filter);
        OrderKey.parse(Grammar.VERSIONS, orderBy);
    }

    /** The first page of up to 1000 versions that meet a filter, by name and number. */
    public static VersionQuery of(String filter) {
        return new VersionQuery(filter, List.of(), Paging.MOST, "");
    }

    /** The order with what decides where it leaves two versions equal, for stores that search themselves. */
    public List<String> completeOrder() {
        return Order.complete(OrderKey.parse(Grammar.VERSIONS, orderBy), "name", "version_number");
    }

    /** The page of a store's versions that this query finds: for stores without a search. */
    public RegistryPage<VersionRecord> select(Collection<VersionRecord> versions) {
        return Paging.page(
                versions.stream()
                        .filter(Filter.ofVersions(filter)::accepts)
                        .sorted(Order.ofVersions(completeOrder()))
                        .toList(),
                version -> version.number() + " " + version.name(),
                maxResults,
                pageToken);
    }
}
