/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import dev.ratchet.Ratchet;
import dev.ratchet.RunSearch;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generated searches give the same runs in the same order on the local store and on a server that the runs were
 * delivered to. {@code -Dratchet.search.seed=N} repeats one; {@code -Dratchet.search.filters=N} and {@code
 * -Dratchet.search.runs=N} set how many.
 */
abstract class SearchContract {

    private static final int FILTERS = Integer.getInteger("ratchet.search.filters", TestForm.choose(60, 500));
    private static final int RUNS = Integer.getInteger("ratchet.search.runs", TestForm.choose(25, 40));
    private static final long SEED =
            Long.getLong("ratchet.search.seed", TestForm.choose(20_261_121L, System.nanoTime()));

    private static final Pattern METRIC = Pattern.compile("(?i)metric");
    private static final Pattern DATASET = Pattern.compile("(?i)dataset");
    private static final Pattern LISTED = Pattern.compile("(?i)\\bin\\s*\\(");
    private static final Pattern NULL = Pattern.compile("(?i)\\sis\\s+(not\\s+)?null");

    @TempDir
    Path directory;

    private final String experiment = "search-" + UUID.randomUUID();

    abstract MlflowServer server();

    /**
     * Whether the server means by this what the newest does; one that it does not is left out. Up to 3.14 NaN is 0 in a
     * filter and lists of datasets lose values; up to 3.10 there is no IS NULL; up to 3.5 runs that a dataset found cannot be
     * put in an order.
     */
    private boolean means(String filter, List<Orders.Order> order) {
        if (server().generation() == MlflowGeneration.V3_17_2) {
            return true;
        }
        boolean dataset = DATASET.matcher(filter).find()
                && (!order.isEmpty() || LISTED.matcher(filter).find());
        return !METRIC.matcher(filter).find() && !NULL.matcher(filter).find() && !dataset;
    }

    @Test
    void search_givesTheSameRunsInTheSameOrder_onBothStores() {
        Random random = new Random(SEED);
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(server().uri())
                .open()) {
            Stores local = ratchet.local();
            String id = local.tracking().createExperiment(experiment).id();
            List<String> names = new GeneratedRuns(random, local.tracking()).create(id, RUNS);
            ratchet.sync(false, line -> {});

            Stores remote = ratchet.server().orElseThrow();
            Map<String, String> localIds = ids(local);
            Map<String, String> remoteIds = ids(remote);
            assertThat(remoteIds).hasSize(RUNS).containsOnlyKeys(localIds.keySet());

            List<String> problems = new ArrayList<>();
            Filters filters = new Filters(random, names);
            Orders orders = new Orders(random, filters);
            int hits = 0;
            int searches = 0;
            while (searches < FILTERS) {
                String filter = filters.next();
                List<Orders.Order> order = orders.next();
                if (!means(filter, order)) {
                    continue;
                }
                searches++;
                List<RunRecord> here = find(local, with(filter, localIds), order);
                List<RunRecord> there = find(remote, with(filter, remoteIds), order);
                hits += here.isEmpty() || here.size() == RUNS ? 0 : 1;
                if (!ties(here, order).equals(ties(there, order))
                        || !inOrderOfIds(here, order)
                        || !inOrderOfIds(there, order)) {
                    problems.add(filter + " by "
                            + order.stream().map(Orders.Order::text).toList() + "\n  local  " + ties(here, order)
                            + "\n  server " + ties(there, order));
                }
            }
            System.out.printf(
                    "%d searches over %d runs, seed %d: %d select some of them, %d differ%n",
                    FILTERS, RUNS, SEED, hits, problems.size());
            assertThat(problems).as("seed " + SEED).isEmpty();
            assertThat(hits).as("searches that select some runs").isGreaterThan(FILTERS / 4);
        }
    }

    private Map<String, String> ids(Stores stores) {
        Map<String, String> ids = new HashMap<>();
        RunSearch.all().withExperiments(experiment).stream(stores).forEach(run -> ids.put(run.name(), run.id()));
        return ids;
    }

    private static String with(String filter, Map<String, String> ids) {
        String text = filter;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace("«" + id.getKey() + "»", id.getValue());
        }
        return text;
    }

    private List<RunRecord> find(Stores stores, String filter, List<Orders.Order> orders) {
        String[] texts = orders.stream().map(Orders.Order::text).toArray(String[]::new);
        try (Stream<RunRecord> runs =
                RunSearch.of(filter).withExperiments(experiment).withOrder(texts).stream(stores)) {
            return runs.toList();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ": " + filter + " by " + List.of(texts), e);
        }
    }

    /** The names of the runs, those together that only ids put in order. */
    private static List<String> ties(List<RunRecord> runs, List<Orders.Order> orders) {
        List<String> groups = new ArrayList<>();
        String last = "";
        TreeSet<String> names = new TreeSet<>();
        for (RunRecord run : runs) {
            String key = key(run, orders);
            if (!key.equals(last) && !names.isEmpty()) {
                groups.add(last + names);
                names.clear();
            }
            last = key;
            names.add(run.name());
        }
        groups.add(last + names);
        return groups;
    }

    private static boolean inOrderOfIds(List<RunRecord> runs, List<Orders.Order> orders) {
        for (int i = 1; i < runs.size(); i++) {
            RunRecord before = runs.get(i - 1);
            RunRecord run = runs.get(i);
            if (key(before, orders).equals(key(run, orders)) && before.id().compareTo(run.id()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static String key(RunRecord run, List<Orders.Order> orders) {
        StringBuilder key = new StringBuilder();
        orders.forEach(order -> key.append(order.value().apply(run)).append('|'));
        return key.append(run.startTime() - GeneratedRuns.BEGIN).toString();
    }
}
