/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.Stores;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which runs are looked for, in which order. A value: every {@code with} gives another one.
 *
 * <pre>{@code
 * RunSearch best = RunSearch.of("metrics.auc > 0.9")
 *         .withExperiments("breast-cancer")
 *         .withOrder("metrics.auc DESC")
 *         .withLimit(10);
 * List<RunRecord> runs = ratchet.runs(best).toList();
 * }</pre>
 *
 * @param filter comparisons in MLflow's syntax, joined by AND; empty means all runs
 * @param experiments the names of the experiments; empty means all active ones
 * @param orderBy what runs are ordered by, like {@code metrics.auc DESC}; then, and where it is empty, newest start
 *     first, then by id
 * @param view active runs, deleted runs or both
 * @param limit at most so many runs, 1 or more
 */
public record RunSearch(String filter, List<String> experiments, List<String> orderBy, RunView view, int limit) {

    private static final int PAGE = 1000;
    private static final int NAMES_SHOWN = 20;

    /**
     * Checks all of it.
     *
     * @throws RefusedException when the filter or the order is wrong, with the position and what is allowed there
     * @throws IllegalArgumentException when the limit is not positive
     */
    public RunSearch {
        experiments = List.copyOf(experiments);
        if (limit < 1) {
            throw new IllegalArgumentException("limit < 1: " + limit + ". Leave it away for all runs.");
        }
        orderBy = new RunQuery(List.of(), filter, orderBy, view, 1, "").orderBy();
    }

    /** All active runs, newest first. */
    public static RunSearch all() {
        return of("");
    }

    /** All active runs that meet a filter, newest first. */
    public static RunSearch of(String filter) {
        return new RunSearch(filter, List.of(), List.of(), RunView.ACTIVE, Integer.MAX_VALUE);
    }

    /** The same in these experiments only. */
    public RunSearch withExperiments(String... names) {
        return new RunSearch(filter, Arrays.asList(names), orderBy, view, limit);
    }

    /** The same in another order, each like {@code metrics.auc DESC} or {@code params.depth}. */
    public RunSearch withOrder(String... orders) {
        return new RunSearch(filter, experiments, Arrays.asList(orders), view, limit);
    }

    /** The same among active runs, deleted runs or both. */
    public RunSearch withView(RunView other) {
        return new RunSearch(filter, experiments, orderBy, other, limit);
    }

    /** The same, but at most so many runs. */
    public RunSearch withLimit(int most) {
        return new RunSearch(filter, experiments, orderBy, view, most);
    }

    /**
     * The runs of a store that meet this, read page by page while the stream is; for one thread. Where runs begin or
     * change meanwhile, a server may leave out runs at the border of two pages, or give one twice.
     *
     * @throws NotFoundException when an experiment is not there
     * @throws UnavailableException when the store does not answer, here or while the stream is read; with an MLflow server
     *     after all the attempts that its settings allow, by default minutes
     */
    public Stream<RunRecord> stream(Stores stores) {
        // Asked for once: an experiment that is made meanwhile would shift the pages of a server that counts.
        List<String> ids = experiments.isEmpty()
                ? stores.tracking().experiments().stream()
                        .map(ExperimentRecord::id)
                        .toList()
                : experiments.stream().map(name -> idOf(name, stores)).toList();
        if (ids.isEmpty()) {
            return Stream.empty();
        }
        int page = Math.min(limit, PAGE);
        RunPages pages = new RunPages(stores.tracking(), new RunQuery(ids, filter, orderBy, view, page, ""));
        return pages.stream().limit(limit);
    }

    private static String idOf(String name, Stores stores) {
        return stores.tracking()
                .experiment(name)
                .orElseThrow(() -> new NotFoundException("There is no experiment '" + name + "' in " + stores.target()
                        + "; there are " + names(stores) + "."))
                .id();
    }

    private static String names(Stores stores) {
        return stores.tracking().experiments().stream()
                .map(ExperimentRecord::name)
                .map(name -> "'" + name + "'")
                .limit(NAMES_SHOWN)
                .collect(Collectors.joining(", "));
    }
}
