/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.Packages;
import dev.ratchet.internal.config.ModelCacheSettings;
import dev.ratchet.internal.config.Servers;
import dev.ratchet.internal.config.Settings;
import dev.ratchet.internal.delivery.Delivery;
import dev.ratchet.internal.delivery.Retention;
import dev.ratchet.internal.delivery.Sync;
import dev.ratchet.internal.environment.EnvironmentSnapshot;
import dev.ratchet.internal.local.LocalCarrier;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.internal.run.Carrier;
import dev.ratchet.model.Model;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The entry point: a local store, and the MLflow server that it delivers to where one is set. Safe to share between
 * threads; one per program is enough.
 *
 * <pre>{@code
 * try (Ratchet ratchet = Ratchet.open()) {
 *     ratchet.experiment("breast-cancer").run("depth 4", run -> {
 *         run.logParam("max_depth", 4);
 *         run.logMetric("loss", 0.25);
 *         return null;
 *     });
 * }
 * }</pre>
 */
public final class Ratchet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ratchet.class);

    private final Settings settings;
    private final StoreLayout layout;
    private final Clock clock;
    private final Stores local;
    private final @Nullable Stores server;
    private final @Nullable Delivery delivery;
    private final @Nullable ServerInTime serverInTime;
    private final RunOpener runs;
    private final @Nullable BackgroundPruner pruner;
    private final ModelFinder models;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAtExit, "ratchet-exit");

    Ratchet(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        settings.check();
        Optional<ModelCacheSettings> cache = ModelCacheSettings.of(settings);
        this.server = Servers.open(settings).orElse(null);
        try {
            this.layout = StoreLayout.open(settings.home());
            this.local = LocalStores.open(settings.home(), clock);
            this.delivery = server == null ? null : delivery(server);
            this.serverInTime = server == null || delivery == null
                    ? null
                    : new ServerInTime(server, delivery, settings.createTimeout());
            Carrier carrier = delivery != null ? delivery : new LocalCarrier(layout, local.registry());
            // Not before the settings are known to work: a program that ends at once would break the reading off.
            Supplier<EnvironmentSnapshot> environment =
                    EnvironmentSnapshot.begin(settings.variables(), Path.of("").toAbsolutePath());
            this.runs = new RunOpener(layout, clock, carrier, settings, environment, serverInTime);
            Packages packages = new Packages(cache, layout.cache(), clock);
            this.models = new ModelFinder(
                    layout,
                    local,
                    server == null
                            ? null
                            : new ServerPackages(
                                    server, Servers.otherRegistry(settings), packages, settings.createTimeout()));
            this.pruner = server == null
                    ? null
                    : new BackgroundPruner(new Retention(layout, server, clock), settings.retention());
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (RuntimeException e) {
            if (server != null) {
                server.close();
            }
            throw e;
        }
        if (pruner != null) {
            pruner.start();
        }
    }

    private Delivery delivery(Stores stores) {
        boolean down = false;
        try {
            stores.tracking().describe(settings.probeTimeout());
        } catch (UnavailableException e) {
            down = true;
            LOG.warn(
                    "{} Runs are kept in '{}'; `ratchet sync` delivers them when it answers.",
                    e.getMessage(),
                    layout.root());
        }
        return new Delivery(layout, stores, clock, down, settings.createTimeout());
    }

    /**
     * Opens as the environment says: {@code MLFLOW_TRACKING_URI} and MLflow's other variables, {@code RATCHET_HOME} for
     * the local store. A server that does not answer is no error: one warning, and everything is kept.
     *
     * @throws MisconfiguredException when the settings cannot work or the server says no, with what to change
     */
    public static Ratchet open() {
        return builder().open();
    }

    /** Says in code what the environment says otherwise. */
    public static RatchetBuilder builder() {
        return new RatchetBuilder();
    }

    /**
     * An experiment, made when it is not there.
     *
     * @throws MisconfiguredException when it was deleted on the server
     */
    public Experiment experiment(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An experiment needs a name.");
        }
        if (serverInTime != null) {
            checkActive(name, serverInTime);
        }
        local.tracking().createExperiment(name);
        return new Experiment(runs, name);
    }

    /**
     * The experiment that {@code MLFLOW_EXPERIMENT_NAME} or {@code MLFLOW_EXPERIMENT_ID} names, else {@code Default}.
     *
     * @throws MisconfiguredException when there is no experiment with that id
     * @throws UnavailableException when only an id is given and the server does not tell its name within {@link
     *     RatchetBuilder#createTimeout}
     */
    public Experiment experiment() {
        Optional<String> name = settings.get("MLFLOW_EXPERIMENT_NAME");
        Optional<String> id = settings.get("MLFLOW_EXPERIMENT_ID");
        return experiment(name.or(() -> id.map(this::experimentName)).orElse("Default"));
    }

    private String experimentName(String id) {
        return activeExperiments(id).stream()
                .filter(known -> known.id().equals(id))
                .map(ExperimentRecord::name)
                .findFirst()
                .orElseThrow(() -> new MisconfiguredException("MLFLOW_EXPERIMENT_ID is '" + id
                        + "', but there is no active experiment with that id in " + stores().target()
                        + ". Give the id of one, or its name by MLFLOW_EXPERIMENT_NAME."));
    }

    private List<ExperimentRecord> activeExperiments(String id) {
        if (serverInTime == null) {
            return local.tracking().experiments();
        }
        try {
            return serverInTime.ask("experiments", stores -> stores.tracking().experiments());
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    "MLFLOW_EXPERIMENT_ID is '" + id + "', and the server cannot tell now which experiment that is: "
                            + e.getMessage() + " Give its name by MLFLOW_EXPERIMENT_NAME to begin without the server.",
                    false,
                    e);
        }
    }

    private void checkActive(String name, ServerInTime asked) {
        try {
            Optional<ExperimentRecord> found =
                    asked.ask("experiment", stores -> stores.tracking().experiment(name));
            if (found.isPresent() && !found.get().active()) {
                throw new MisconfiguredException(Delivery.deletedMessage(name));
            }
        } catch (UnavailableException e) {
            LOG.debug("experiment '{}' not checked: {}", name, e.getMessage());
        }
    }

    /**
     * Goes on with a run of this store: one that ended or whose process died is open again and ended by this process; one
     * that another process is writing is joined, and ended by that process. An MLflow id of a run that is not in this
     * store joins the run on the server, which its own program ends.
     *
     * @param runId Ratchet's key or MLflow's id
     * @throws NotFoundException when there is no such run
     */
    public Run resume(String runId) {
        return runs.resume(runId);
    }

    /**
     * Joins a run that another process began, as the ranks of a distributed training do: what is logged here goes into that
     * run, and closing it here ends nothing. Only the process that began the run, or {@linkplain #resume resumes} it, ends
     * it; one of the others that fails or dies leaves it as it is. The run may be of this store or of the server; while
     * the server does not answer, what is logged is kept and delivered later.
     *
     * <p>Give metrics and artifacts of each process names of their own, and system metrics a {@linkplain
     * RatchetBuilder#systemMetricsNode node}. A param keeps its first value.
     *
     * @param runId Ratchet's key or MLflow's id
     * @throws NotFoundException when there is no such run
     */
    public Run attach(String runId) {
        return runs.attach(runId);
    }

    /**
     * Loads a model: {@code models:/name@alias}, {@code models:/name/3}, {@code models:/name/Production} (the newest
     * version in a stage), {@code models:/name/latest}, {@code models:/m-<id>} or {@code runs:/<run>/<model name>}, or a
     * directory.
     *
     * <p>What an alias, a stage or {@code latest} means is asked of the server each time; a package that was downloaded before then comes from the
     * cache of models, where all processes of a user find it, and is verified again. It stays there while the model is
     * not closed. An exact version or model that is in the cache is loaded with one warning when the server does not
     * answer in {@link RatchetBuilder#createTimeout}; an alias is not.
     *
     * @throws NotFoundException when there is none
     * @throws UnavailableException when the server does not answer and is needed
     * @throws RatchetException when it cannot be loaded, with the reason
     */
    public Model load(String uri) {
        return ModelLoader.load(uri, models.find(uri));
    }

    /**
     * The active runs that meet a filter in MLflow's syntax, newest first; the same as {@code
     * runs(RunSearch.of(filter))}.
     *
     * <pre>{@code
     * ratchet.runs("metrics.`valid-auc` > 0.9 AND params.max_depth = '4'").forEach(run -> System.out.println(run.name()));
     * }</pre>
     *
     * @param filter comparisons joined by AND; empty text for all runs
     * @throws RefusedException when the filter is wrong, with the position and what is allowed there
     * @throws UnavailableException when the server does not answer, as with {@link #runs(RunSearch)}
     */
    public Stream<RunRecord> runs(String filter) {
        return runs(RunSearch.of(filter));
    }

    /**
     * The runs of the server where one is set, else of the local store, that meet a search. Pages are read while the
     * stream is, so one that is left early reads few; the stream is for one thread.
     *
     * @throws NotFoundException when an experiment is not there
     * @throws UnavailableException when the server does not answer, here or while the stream is read; after all the
     *     attempts that MLflow's settings allow, by default minutes
     */
    public Stream<RunRecord> runs(RunSearch search) {
        return search.stream(stores());
    }

    /** The local store's interfaces. */
    public Stores local() {
        return local;
    }

    /** The server's interfaces, empty where none is set. */
    public Optional<Stores> server() {
        return Optional.ofNullable(server);
    }

    /** The server's stores where one is set, else the local ones: where teams look. */
    public Stores stores() {
        return server != null ? server : local;
    }

    /** Asks the server, or the local store, who it is. */
    public ServerDescription describe(Duration timeout) {
        return stores().tracking().describe(timeout);
    }

    /** The local store's directory. */
    public Path directory() {
        return layout.root();
    }

    /**
     * Ends the runs of dead processes and delivers everything that waits in the local store, on the calling thread.
     *
     * @param finish also end runs that another machine left open
     * @param progress told in words what is being done
     */
    public SyncReport sync(boolean finish, Consumer<String> progress) {
        if (delivery != null) {
            delivery.drain(settings.closeTimeout(), true);
            delivery.handOver();
        }
        return new Sync(layout, server, clock, progress).run(finish, Duration.ofSeconds(30));
    }

    /**
     * The same as {@link #prune(Duration)} with what {@code RATCHET_KEEP_DAYS} says, by default seven days.
     *
     * @throws MisconfiguredException when no server is set
     */
    public PruneReport prune() {
        return prune(settings.retention());
    }

    /**
     * Removes runs from the local store that the server has acknowledged completely and for so long; {@link #open()}
     * does the same for a few runs after {@code RATCHET_KEEP_DAYS} days, by default seven. What the server has not
     * acknowledged, or refused, is never removed, nor what a run that stays needs. Waits up to a minute while another
     * process prunes the store.
     *
     * @param olderThan how long the server has had what is removed; zero removes all that may be removed
     * @return what was removed since the store was opened, what {@link #open()} removes included
     * @throws MisconfiguredException when no server is set: then the local store is where runs are kept for good
     * @throws RatchetException when a run or a registered model cannot be read, so that nobody knows what it needs, or
     *     another process prunes for longer
     */
    public PruneReport prune(Duration olderThan) {
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException(
                    "olderThan < 0: " + olderThan + ". Give 0 to prune all that is delivered.");
        }
        if (server == null || pruner == null) {
            throw new MisconfiguredException("Nothing can be pruned: no server is set, so the local store '"
                    + layout.root() + "' is where runs are kept for good. Set MLFLOW_TRACKING_URI.");
        }
        PruneReport before = pruner.handOver();
        PruneReport now = new Retention(layout, server, clock).prune(olderThan);
        List<String> removed = new ArrayList<>(before.removed());
        removed.addAll(now.removed());
        return new PruneReport(removed, before.bytes() + now.bytes(), now.kept());
    }

    /**
     * Closes something of the caller, such as a table, when this is closed: after the runs have ended, the last one
     * first. What fails to close is logged.
     *
     * @param resource with an idempotent {@code close()}, so that it may also be closed earlier
     */
    public void closeWith(AutoCloseable resource) {
        synchronized (resources) {
            resources.push(resource);
        }
    }

    private void closeResources() {
        synchronized (resources) {
            while (!resources.isEmpty()) {
                try {
                    resources.pop().close();
                } catch (Exception e) {
                    LOG.warn("A resource could not be closed: {}", e.getMessage());
                }
            }
        }
    }

    /**
     * Waits until the runs that were closed are delivered, a bounded time while the server answers, and says what is
     * left. Runs that are still open are ended {@link RunStatus#FAILED}. Idempotent.
     */
    @Override
    public void close() {
        close(RunStatus.FAILED, "the Ratchet was closed before the run");
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.debug("closed while the JVM ends");
        }
    }

    private void closeAtExit() {
        close(RunStatus.KILLED, "the JVM ended before the run");
    }

    private void close(RunStatus openRuns, String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (pruner != null) {
            pruner.stop();
        }
        runs.closeAll(openRuns, reason);
        closeResources();
        if (delivery != null) {
            int left = delivery.drain(settings.closeTimeout(), false);
            delivery.close();
            if (left > 0) {
                LOG.warn(
                        "{} run(s) are not on the server yet. They are kept in '{}'; this delivers them:"
                                + " ratchet sync --store '{}'",
                        left,
                        layout.root(),
                        layout.root());
            }
        }
        if (server != null) {
            server.close();
        }
        local.close();
    }
}
