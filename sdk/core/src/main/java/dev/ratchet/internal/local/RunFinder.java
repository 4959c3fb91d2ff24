/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RefusedException;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Finds the runs of a store that meet a query, page by page. */
final class RunFinder {

    private final StoreLayout layout;

    /** What the last first page has found, so that the next pages neither read all runs again nor are moved. */
    private final AtomicReference<@Nullable Found> last = new AtomicReference<>();

    private record Found(
            List<String> experimentIds, String filter, List<String> orderBy, RunView view, List<String> ids) {

        boolean answers(RunQuery query) {
            return experimentIds.equals(query.experimentIds())
                    && filter.equals(query.filter())
                    && orderBy.equals(query.orderBy())
                    && view == query.view();
        }
    }

    RunFinder(StoreLayout layout) {
        this.layout = layout;
    }

    RunPage find(RunQuery query) {
        return query.pageToken().isEmpty() ? first(query) : next(query);
    }

    /** In parallel: a long list is a thousand small files, each to be found, read and parsed. */
    List<RunState> states(List<String> experimentIds, RunView view) {
        return layout.allRuns().parallelStream()
                .flatMap(folder -> RunReader.tryRead(folder).stream())
                .filter(state -> state.exists() && (view == RunView.ALL || state.deleted == (view == RunView.DELETED)))
                .filter(state ->
                        experimentIds.isEmpty() || experimentIds.contains(LocalExperiments.idOf(state.experiment)))
                .toList();
    }

    RunRecord toRecord(RunState state) {
        return state.toRecord(layout.run(state.key()));
    }

    private List<RunRecord> all(RunQuery query) {
        return query.select(states(query.experimentIds(), query.view()).stream()
                .map(this::toRecord)
                .toList());
    }

    private RunPage first(RunQuery query) {
        List<RunRecord> runs = all(query);
        if (runs.size() <= query.maxResults()) {
            return new RunPage(runs, "");
        }
        last.set(new Found(
                query.experimentIds(),
                query.filter(),
                query.orderBy(),
                query.view(),
                runs.stream().map(RunRecord::id).toList()));
        return new RunPage(runs.subList(0, query.maxResults()), tokenOf(runs, query.maxResults()));
    }

    private RunPage next(RunQuery query) {
        PageToken token = PageToken.parse(query.pageToken());
        Found found = last.get();
        if (found != null && found.answers(query) && token.isIn(found.ids())) {
            int to = Math.min(found.ids().size(), token.offset() + query.maxResults());
            List<RunRecord> page = found.ids().subList(token.offset(), to).stream()
                    .map(id ->
                            layout.existingRun(id).flatMap(RunReader::tryRead).orElse(null))
                    .filter(Objects::nonNull)
                    .filter(state -> state.exists() && (query.view() != RunView.ACTIVE || !state.deleted))
                    .map(this::toRecord)
                    .toList();
            boolean more = to < found.ids().size();
            return new RunPage(page, more ? new PageToken(to, found.ids().get(to - 1)).text() : "");
        }
        List<RunRecord> runs = all(query);
        int from = Math.min(token.after(runs), runs.size());
        int to = Math.min(runs.size(), from + query.maxResults());
        return new RunPage(runs.subList(from, to), to < runs.size() ? tokenOf(runs, to) : "");
    }

    private static String tokenOf(List<RunRecord> runs, int to) {
        return new PageToken(to, runs.get(to - 1).id()).text();
    }

    /**
     * Where a page ended: behind so many runs, the last of which is named, so that runs that begin meanwhile move no
     * page.
     */
    private record PageToken(int offset, String lastId) {

        static PageToken parse(String text) {
            int dash = text.indexOf('-');
            try {
                int offset = Integer.parseInt(text.substring(0, Math.max(0, dash)));
                if (offset > 0) {
                    return new PageToken(offset, text.substring(dash + 1));
                }
            } catch (NumberFormatException e) {
                throw new RefusedException(refusal(text), e);
            }
            throw new RefusedException(refusal(text));
        }

        private static String refusal(String text) {
            return "'" + text + "' is no page token: give the one of the page before.";
        }

        String text() {
            return offset + "-" + lastId;
        }

        boolean isIn(List<String> ids) {
            return offset <= ids.size() && ids.get(offset - 1).equals(lastId);
        }

        int after(List<RunRecord> runs) {
            for (int i = 0; i < runs.size(); i++) {
                if (runs.get(i).id().equals(lastId)) {
                    return i + 1;
                }
            }
            return offset;
        }
    }
}
