/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Inspection;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RunSearch;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where runs are read: the server where one is set, else the local store. */
final class RunSource implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int SHOWN_CANDIDATES = 5;

    private final Inspection inspection;
    private final @Nullable Stores server;
    private @Nullable Map<String, String> experimentNames;

    /** A run and the store that it was found in. */
    record Found(Stores stores, RunRecord run) {}

    /** Runs, and whether there are more. */
    record Listing(List<RunRecord> runs, boolean more) {}

    private RunSource(Inspection inspection, @Nullable Stores server) {
        this.inspection = inspection;
        this.server = server;
    }

    static RunSource open(CommonOptions options, CliContext context) {
        Inspection inspection = options.apply(context).inspect();
        try {
            Stores server = inspection.server().orElse(null);
            if (server != null) {
                describe(server);
            } else {
                localOf(inspection);
            }
            return new RunSource(inspection, server);
        } catch (RuntimeException e) {
            inspection.close();
            throw e;
        }
    }

    /** Fails soon and clearly, where reading would try again for minutes. */
    private static void describe(Stores server) {
        try {
            server.tracking().describe(ANSWER);
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage()
                            + " --local shows the runs of the local store; `ratchet doctor` looks for the cause.",
                    e.mayHaveHappened(),
                    e);
        }
    }

    private static Stores localOf(Inspection inspection) {
        return inspection
                .local()
                .orElseThrow(() -> new NotFoundException("There is no local store at '" + inspection.directory()
                        + "', and no server is set. Give --store DIR or RATCHET_HOME for a store elsewhere,"
                        + " --tracking-uri URI or MLFLOW_TRACKING_URI for a server."));
    }

    Stores stores() {
        return server != null ? server : localOf(inspection);
    }

    boolean isServer() {
        return server != null;
    }

    boolean isOnServer(Found found) {
        return server != null && found.stores().target().equals(server.target());
    }

    /** The folder of the local store, which need not be there. */
    Path storeFolder() {
        return inspection.directory();
    }

    /** Where the runs come from, for people. */
    String description() {
        return server != null ? server.target() : "local store '" + inspection.directory() + "'";
    }

    /** The runs of a search, at most {@code limit} of them, 0 for all. */
    Listing list(RunSearch search, int limit) {
        if (limit == 0) {
            return new Listing(runs(search), false);
        }
        // One more than is shown tells whether there are more.
        List<RunRecord> runs = runs(search.withLimit(limit == Integer.MAX_VALUE ? limit : limit + 1));
        boolean more = runs.size() > limit;
        return new Listing(more ? runs.subList(0, limit) : runs, more);
    }

    private List<RunRecord> runs(RunSearch search) {
        try (Stream<RunRecord> found = search.stream(stores())) {
            return found.toList();
        }
    }

    /** The name of the experiment of a run, or its id where it has none. */
    String experimentName(Found found) {
        return namesOf(found.stores())
                .getOrDefault(found.run().experimentId(), found.run().experimentId());
    }

    String experimentName(RunRecord run) {
        if (experimentNames == null) {
            experimentNames = namesOf(stores());
        }
        return experimentNames.getOrDefault(run.experimentId(), run.experimentId());
    }

    private static Map<String, String> namesOf(Stores stores) {
        Map<String, String> names = new LinkedHashMap<>();
        stores.tracking().experiments().forEach(experiment -> names.put(experiment.id(), experiment.name()));
        return names;
    }

    /**
     * A run by its id or Ratchet's key; of runs in the local store the beginning is enough.
     *
     * @throws NotFoundException when there is none
     * @throws RatchetException when several begin so
     */
    Found find(String given) {
        String id = given.strip().toLowerCase(Locale.ROOT);
        if (server != null && id.matches("[0-9a-f]{32}")) {
            try {
                return new Found(server, server.tracking().run(id));
            } catch (NotFoundException e) {
                // It may be the key of a run of this store.
                return findByKey(id, given);
            }
        }
        return findByKey(id, given);
    }

    private Found findByKey(String beginning, String given) {
        List<String> keys = beginning.matches("[0-9a-f]+") ? inspection.runKeys(beginning) : List.of();
        if (keys.isEmpty()) {
            throw new NotFoundException("There is no run '" + given + "' in " + description()
                    + (server == null ? "" : " nor in the local store '" + inspection.directory() + "'")
                    + ". `ratchet runs list` shows those that are there"
                    + (server == null ? "." : "; the ids of a server have to be given whole."));
        }
        if (keys.size() > 1) {
            throw new RatchetException(
                    "'" + given + "' is not enough: " + keys.size() + " runs begin so: " + candidates(keys));
        }
        Stores local = localOf(inspection);
        RunRecord run = local.tracking().run(keys.get(0));
        return onServer(local, run).orElse(new Found(local, run));
    }

    private Optional<Found> onServer(Stores local, RunRecord run) {
        String experiment = namesOf(local).get(run.experimentId());
        if (server == null || experiment == null) {
            return Optional.empty();
        }
        Stores stores = server;
        return stores.tracking()
                .experiment(experiment)
                .filter(ExperimentRecord::active)
                .flatMap(found -> stores.tracking().findRuns(found.id(), run.key()).stream()
                        .findFirst())
                .map(found -> new Found(stores, found));
    }

    private String candidates(List<String> keys) {
        Stores local = localOf(inspection);
        String shown = keys.stream()
                .limit(SHOWN_CANDIDATES)
                .map(key -> key + " ('" + local.tracking().run(key).name() + "')")
                .collect(Collectors.joining(", "));
        return shown + (keys.size() > SHOWN_CANDIDATES ? " and more." : ".");
    }

    @Override
    public void close() {
        inspection.close();
    }
}
