/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import java.util.List;

/**
 * Which logged models to find. Immutable; every {@code with} gives a new value.
 *
 * @param experimentIds the experiments; none finds nothing
 * @param filter comparisons such as {@code name = 'model' AND metrics.auc > 0.9}, joined by AND; empty for all
 * @param orderBy what they are ordered by, the first first: {@code creation_timestamp}, {@code name} or {@code
 *     metrics.<key>}, ascending unless {@code DESC} follows; the newest first where there is none
 * @param datasetName only points of this dataset count for the filter's metrics; empty for any
 * @param datasetDigest and of this digest; empty for any
 * @param pageSize how many are asked for at once, 1 to 100
 */
public record LoggedModelSearch(
        List<String> experimentIds,
        String filter,
        List<String> orderBy,
        String datasetName,
        String datasetDigest,
        int pageSize) {

    private static final int MOST = 100;

    /** Checks the size of the pages and copies the lists. */
    public LoggedModelSearch {
        experimentIds = List.copyOf(experimentIds);
        orderBy = orderBy.stream().map(String::strip).toList();
        if (pageSize < 1 || pageSize > MOST) {
            throw new IllegalArgumentException("pageSize must be between 1 and " + MOST + ": " + pageSize);
        }
    }

    /** All models of experiments, the newest first. */
    public static LoggedModelSearch of(String... experimentIds) {
        return new LoggedModelSearch(List.of(experimentIds), "", List.of(), "", "", MOST);
    }

    /** The same with a filter. */
    public LoggedModelSearch withFilter(String text) {
        return new LoggedModelSearch(experimentIds, text, orderBy, datasetName, datasetDigest, pageSize);
    }

    /** The same in another order. */
    public LoggedModelSearch withOrder(String... orders) {
        return new LoggedModelSearch(experimentIds, filter, List.of(orders), datasetName, datasetDigest, pageSize);
    }

    /** The same with the metrics of one dataset only. */
    public LoggedModelSearch withDataset(String name, String digest) {
        return new LoggedModelSearch(experimentIds, filter, orderBy, name, digest, pageSize);
    }

    /** The same with other pages. */
    public LoggedModelSearch withPageSize(int models) {
        return new LoggedModelSearch(experimentIds, filter, orderBy, datasetName, datasetDigest, models);
    }
}
