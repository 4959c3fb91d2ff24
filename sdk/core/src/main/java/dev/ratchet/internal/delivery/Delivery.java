/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.internal.run.Carrier;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Carries the runs of this process to a server while they are written: two daemon threads, one for values and one for
 * files, read the journals behind the writers. A server that is down costs a retry now and then and nothing else.
 */
public final class Delivery implements Carrier, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final StoreLayout layout;
    private final Target target;
    private final Clock clock;
    private final Duration createTimeout;
    private final Map<String, RunDelivery> deliveries = new ConcurrentHashMap<>();
    /** How many open writers of this process each run has; changed together with {@link #deliveries}. */
    private final Map<String, Integer> writers = new ConcurrentHashMap<>();

    /** Runs of open or ended writers of this process that another process delivers; changed as {@link #writers}. */
    private final Map<String, RunFolder> elsewhere = new ConcurrentHashMap<>();

    private final LaneThread dataLane;
    private final LaneThread fileLane;
    private final Pauses valuePauses = new Pauses(System::nanoTime);
    private final Pauses filePauses = new Pauses(System::nanoTime);
    private final Set<String> saidBlocked = ConcurrentHashMap.newKeySet();
    private volatile boolean saidDown;
    private volatile boolean stopping;

    /**
     * Prepares delivery; the threads start with the first run.
     *
     * @param down whether the server is known not to answer
     * @param createTimeout how long {@link #begun} waits for the server
     */
    public Delivery(StoreLayout layout, Stores server, Clock clock, boolean down, Duration createTimeout) {
        this.layout = layout;
        this.target = new Target(server);
        this.clock = clock;
        this.createTimeout = createTimeout;
        this.dataLane = new LaneThread("ratchet-delivery-values", this::deliverValues, down);
        this.fileLane = new LaneThread("ratchet-delivery-files", this::deliverFiles, down);
        this.saidDown = down;
    }

    /** Whether the last request got no answer. */
    public boolean isDown() {
        return dataLane.isDown();
    }

    /** Notes that the server gave no answer to somebody else, so that nobody waits for it until it answers again. */
    public void gaveNoAnswer() {
        dataLane.gaveNoAnswer();
    }

    /** What is said of an experiment that was deleted on the server. */
    public static String deletedMessage(String experiment) {
        return Target.deletedMessage(experiment);
    }

    @Override
    public void begun(RunFolder folder) {
        RunDelivery delivery = opened(folder);
        if (delivery == null) {
            LOG.info("run {} is being delivered by another process; what is logged here goes with it.", folder.key());
            dataLane.wake();
            return;
        }
        boolean wasUp = !dataLane.isDown();
        dataLane.wake();
        if (wasUp) {
            dataLane.awaitPass(createTimeout, false, () -> isCreatedOrFails(delivery));
        }
    }

    /** The delivery of a run that has one more writer: the one before it may still be at work. */
    private @Nullable RunDelivery opened(RunFolder folder) {
        synchronized (writers) {
            writers.merge(folder.key(), 1, Integer::sum);
            RunDelivery known = deliveries.get(folder.key());
            if (known != null) {
                return known;
            }
            RunDelivery delivery = tryOpen(folder);
            if (delivery == null) {
                elsewhere.put(folder.key(), folder);
            }
            return delivery;
        }
    }

    private @Nullable RunDelivery tryOpen(RunFolder folder) {
        RunDelivery delivery =
                RunDelivery.tryOpen(folder, target, clock, folder.journals().size() > 1);
        if (delivery != null) {
            deliveries.put(folder.key(), delivery);
        }
        return delivery;
    }

    /** The process that delivered a run has ended, or was killed, while this one goes on. */
    private void takeOver() {
        if (!elsewhere.isEmpty()) {
            synchronized (writers) {
                elsewhere.values().removeIf(folder -> deliveries.containsKey(folder.key()) || tryOpen(folder) != null);
            }
        }
    }

    @Override
    public void logged(int values) {
        dataLane.pending(values);
    }

    @Override
    public void ended(RunFolder folder) {
        synchronized (writers) {
            writers.computeIfPresent(folder.key(), (key, open) -> open > 1 ? open - 1 : null);
        }
        tryAgain(folder);
    }

    /** Makes a pass now, with a run that failed before too. */
    private void tryAgain(RunFolder folder) {
        valuePauses.end(folder.key());
        filePauses.end(folder.key());
        dataLane.wake();
        fileLane.wake();
    }

    // ---- the work of the lanes

    private void deliverValues() {
        takeOver();
        forEach(valuePauses, delivery -> {
            Acknowledged.ServerRun run = delivery.ensureRun(this::parentId);
            delivery.deliverData(run, Progress.NONE);
            finish(delivery, run);
        });
    }

    private void deliverFiles() {
        forEach(filePauses, delivery -> {
            Optional<Acknowledged.ServerRun> run = delivery.acknowledged().run();
            if (run.isPresent()) {
                delivery.deliverFiles(run.get(), Progress.NONE);
                finish(delivery, run.get());
            }
        });
    }

    private void finish(RunDelivery delivery, Acknowledged.ServerRun run) {
        String key = delivery.folder().key();
        boolean ended = hasEnded(key);
        synchronized (delivery) {
            boolean reopened = !ended && delivery.acknowledged().status().isPresent();
            if (ended || reopened) {
                delivery.deliverStatus(run);
            }
            if (ended && deliveries.get(key) == delivery) {
                if (delivery.isDelivered()) {
                    delivery.settle();
                    giveUp(delivery);
                } else if (delivery.isLeftToOthers()) {
                    giveUp(delivery);
                }
            }
        }
    }

    private boolean hasEnded(String key) {
        return !writers.containsKey(key);
    }

    /** Closes the delivery of a run that has ended, unless it was resumed meanwhile. */
    private void giveUp(RunDelivery delivery) {
        String key = delivery.folder().key();
        synchronized (writers) {
            if (hasEnded(key)) {
                deliveries.remove(key, delivery);
                delivery.close();
            }
        }
    }

    /** Works on each run; only what concerns the whole server ends the pass. */
    private void forEach(Pauses pauses, Consumer<RunDelivery> work) {
        for (RunDelivery delivery : deliveries.values()) {
            String key = delivery.folder().key();
            if (pauses.isPaused(key)) {
                continue;
            }
            try {
                work.accept(delivery);
                pauses.end(key);
            } catch (ModelWaitException e) {
                // Another run may end the waiting at any time.
                sayBlocked(key, e);
            } catch (RatchetException e) {
                if (concernsServer(e)) {
                    sayDown(e);
                    throw e;
                }
                sayBlocked(key, e);
                pauses.failed(key);
            } catch (UncheckedIOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // Nothing is wrong with the run: the pass is being broken off.
                    throw e;
                }
                sayBlocked(key, e);
                pauses.failed(key);
            }
        }
        if (saidDown && !deliveries.isEmpty()) {
            saidDown = false;
            LOG.info("{} answers again; delivery goes on.", target.stores().target());
        }
    }

    private static boolean concernsServer(RatchetException e) {
        return e instanceof UnavailableException
                || (e instanceof MisconfiguredException wrong
                        && wrong.reason() != MisconfiguredException.Reason.PERMISSION);
    }

    private void sayDown(RatchetException e) {
        if (!saidDown && !stopping) {
            saidDown = true;
            LOG.warn(
                    "{} Training goes on and everything is kept in '{}'; `ratchet sync` delivers what is left.",
                    e.getMessage(),
                    layout.root());
        } else {
            LOG.debug("still no delivery: {}", e.getMessage());
        }
    }

    private void sayBlocked(String key, RuntimeException e) {
        String words = String.valueOf(e.getMessage());
        if (saidBlocked.add(key + ' ' + words)) {
            LOG.warn("run {} cannot be delivered now: {}. All of it is kept.", key, words);
        }
    }

    private Optional<String> parentId(String key) {
        RunDelivery parent = deliveries.get(key);
        if (parent != null) {
            return Optional.of(parent.ensureRun(this::parentId).id());
        }
        return Acknowledged.read(layout.run(key), target.id()).runId();
    }

    // ---- questions

    @Override
    public Optional<String> runId(RunFolder folder) {
        return acknowledged(folder).runId();
    }

    @Override
    public Optional<URI> page(RunFolder folder) {
        return acknowledged(folder)
                .run()
                .flatMap(run -> target.stores().tracking().runPage(run.experimentId(), run.id()));
    }

    @Override
    public Optional<String> modelId(RunFolder folder, String modelKey) {
        return acknowledged(folder).model(modelKey).map(dev.ratchet.store.ModelRecord::id);
    }

    @Override
    public void registered(RunFolder folder, RunState.StoredVersion version) {
        fileLane.wake();
    }

    @Override
    public OptionalInt versionNumber(RunFolder folder, RunState.StoredVersion version) {
        return acknowledged(folder).versionNumber(version.key());
    }

    @Override
    public int awaitVersionNumber(RunFolder folder, RunState.StoredVersion version, Duration timeout) {
        tryAgain(folder);
        fileLane.awaitPass(
                timeout,
                true,
                () -> acknowledged(folder).versionNumber(version.key()).isPresent());
        return versionNumber(folder, version)
                .orElseThrow(() -> new UnavailableException(
                        "The version of '" + version.name() + "' is not delivered after " + timeout.toSeconds()
                                + " s. It is kept in '" + layout.root() + "'; `ratchet sync` delivers it.",
                        false,
                        null));
    }

    private Acknowledged acknowledged(RunFolder folder) {
        RunDelivery delivery = deliveries.get(folder.key());
        return delivery != null ? delivery.acknowledged() : Acknowledged.read(folder, target.id());
    }

    // ---- the end

    /**
     * Waits until the runs that have ended are delivered, a bounded time.
     *
     * @param patient whether to wait for a new attempt when the server was down a moment ago
     * @return how many of them are not delivered
     */
    public int drain(Duration timeout, boolean patient) {
        long deadline = System.nanoTime() + timeout.toNanos();
        valuePauses.endAll();
        filePauses.endAll();
        takeOver();
        if (!nothingLeft()) {
            dataLane.wake();
            dataLane.awaitPass(timeout, patient, this::allCreated);
            fileLane.wake();
            // Files of a run that the server has not got wait for the values, and no pass fails for it.
            fileLane.awaitPass(
                    Duration.ofNanos(Math.max(0, deadline - System.nanoTime())),
                    patient,
                    () -> nothingLeft() || dataLane.isDown());
            dataLane.awaitPass(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), patient, this::nothingLeft);
        }
        return (int) deliveries.keySet().stream().filter(this::hasEnded).count();
    }

    private boolean allCreated() {
        return deliveries.values().stream().allMatch(this::isCreatedOrFails);
    }

    private boolean isCreatedOrFails(RunDelivery delivery) {
        return delivery.acknowledged().run().isPresent()
                || valuePauses.isFailing(delivery.folder().key());
    }

    private boolean nothingLeft() {
        return deliveries.keySet().stream().noneMatch(key -> hasEnded(key) && !valuePauses.isFailing(key));
    }

    /** Gives up the runs that have ended, so that a sync may deliver them. */
    public void handOver() {
        stopping = true;
        dataLane.between(() -> fileLane.between(() -> {
            elsewhere.keySet().removeIf(this::hasEnded);
            List.copyOf(deliveries.values()).forEach(this::giveUp);
        }));
        stopping = false;
    }

    /** Stops the threads and gives up the runs, so that another process may deliver them. */
    @Override
    public void close() {
        stopping = true;
        dataLane.close();
        fileLane.close();
        deliveries.values().forEach(delivery -> {
            synchronized (delivery) {
                delivery.close();
            }
        });
        deliveries.clear();
        elsewhere.clear();
    }
}
