/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;

/**
 * Which runs to list: newest first.
 *
 * @param experimentIds the experiments; empty means all
 * @param maxResults runs a page, 1 to 50,000
 * @param pageToken where the page before ended, or empty
 */
public record RunQuery(List<String> experimentIds, int maxResults, String pageToken) {

    /** Checks the size of a page. */
    public RunQuery {
        experimentIds = List.copyOf(experimentIds);
        if (maxResults < 1 || maxResults > 50_000) {
            throw new IllegalArgumentException("maxResults must be between 1 and 50000: " + maxResults);
        }
    }

    /** The first page of up to {@code maxResults} active runs of the experiments, of all when none is named. */
    public static RunQuery of(List<String> experimentIds, int maxResults) {
        return new RunQuery(experimentIds, maxResults, "");
    }
}
