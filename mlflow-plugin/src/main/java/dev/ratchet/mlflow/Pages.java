/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.client.Slice;
import org.mlflow.tracking.Page;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The official client's pages of search results as one stream. */
public final class Pages {

    private Pages() {}

    /**
     * All that a search finds, from its first page on; each further page is asked for when the stream gets there.
     *
     * <pre>{@code
     * Pages.all(client.searchRuns(ids, "metrics.auc > 0.9", ViewType.ACTIVE_ONLY, 1000)).map(Run::getInfo)
     * }</pre>
     */
    public static <E> Stream<E> all(Page<E> first) {
        return Slice.all(
                first,
                page -> page.hasNextPage() ? Optional.of(page.getNextPage()) : Optional.empty(),
                page -> StreamSupport.stream(page.getItems().spliterator(), false));
    }
}
