/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import org.mlflow.tracking.Page;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
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
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Items<>(first), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    private static final class Items<E> implements Iterator<E> {

        private Page<E> page;
        private Iterator<E> items;

        Items(Page<E> first) {
            page = first;
            items = first.getItems().iterator();
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && page.hasNextPage()) {
                page = page.getNextPage();
                items = page.getItems().iterator();
            }
            return items.hasNext();
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }
    }
}
