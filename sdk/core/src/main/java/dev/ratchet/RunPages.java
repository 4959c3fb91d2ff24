/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.TrackingStore;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The runs of a query, a page being asked for when the one before is used up. */
final class RunPages extends Spliterators.AbstractSpliterator<RunRecord> {

    private final TrackingStore store;
    private final Queue<RunRecord> waiting = new ArrayDeque<>();
    private Set<String> lastPage = Set.of();
    private RunQuery next;
    private boolean more = true;

    RunPages(TrackingStore store, RunQuery first) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.store = store;
        this.next = first;
    }

    Stream<RunRecord> stream() {
        return StreamSupport.stream(this, false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super RunRecord> action) {
        while (waiting.isEmpty() && more) {
            read();
        }
        RunRecord run = waiting.poll();
        if (run == null) {
            return false;
        }
        action.accept(run);
        return true;
    }

    private void read() {
        RunPage page = store.searchRuns(next);
        Set<String> ids = new HashSet<>();
        for (RunRecord run : page.runs()) {
            ids.add(run.id());
            // A server counts, so a run that began meanwhile moves the last ones of a page onto the next.
            if (!lastPage.contains(run.id())) {
                waiting.add(run);
            }
        }
        lastPage = ids;
        more = !page.nextPageToken().isEmpty();
        next = new RunQuery(
                next.experimentIds(),
                next.filter(),
                next.orderBy(),
                next.view(),
                next.maxResults(),
                page.nextPageToken());
    }
}
