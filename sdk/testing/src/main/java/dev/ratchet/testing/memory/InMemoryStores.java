/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An MLflow server's stand-in for unit tests: empty stores in memory, at an address that a {@code Ratchet} of the same
 * JVM delivers to. What training code logged, and which models it registered, is then read from {@link #stores()}.
 *
 * <pre>{@code
 * @TempDir Path folder;
 *
 * @Test
 * void training_logsItsDepth() {
 *   try (InMemoryStores mlflow = InMemoryStores.create()) {
 *     try (Ratchet ratchet = Ratchet.builder().store(folder).trackingUri(mlflow.uri()).open()) {
 *       Training.run(ratchet);
 *     }
 *     RunRecord run = mlflow.runs("churn").get(0);
 *     assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
 *     assertThat(run.params()).containsEntry("depth", "4");
 *   }
 * }
 * }</pre>
 *
 * <p>Closing the {@code Ratchet} waits for the delivery; before that a run may not be there yet. Two faults can be
 * tried: a {@linkplain #goAway() server that is down} and {@linkplain #loseAnswers(int) answers that get lost}. Answers
 * are those of the interfaces' contracts, so of MLflow 3, with the names it allows; what only MLflow can tell, such as
 * whether Python loads a model, needs a {@link dev.ratchet.testing.MlflowServer}. Everything, files too, is kept in
 * memory until {@link #close()}. Safe to share between threads.
 */
public final class InMemoryStores implements AutoCloseable {

    static final String SCHEME = "ratchet-memory";

    private static final Map<URI, InMemoryStores> OPEN = new ConcurrentHashMap<>();

    private final URI uri = URI.create(SCHEME + ":" + UUID.randomUUID());
    private final Faults faults = new Faults(uri);
    private final Stores stores;

    private InMemoryStores() {
        MemoryTracking tracking = new MemoryTracking(uri);
        MemoryRegistry registry = new MemoryRegistry();
        stores = new Stores(
                uri.toString(),
                faults.before(TrackingStore.class, tracking),
                faults.before(ArtifactStore.class, new MemoryArtifacts(uri)),
                faults.before(ModelRegistry.class, registry),
                faults.before(LedgerStore.class, new MemoryLedgers(registry)),
                () -> {});
    }

    /** Makes empty stores. */
    public static InMemoryStores create() {
        InMemoryStores made = new InMemoryStores();
        OPEN.put(made.uri, made);
        return made;
    }

    static Optional<InMemoryStores> at(URI uri) {
        return Optional.ofNullable(OPEN.get(uri));
    }

    /** The address: give it to {@code Ratchet.builder().trackingUri(...)}. */
    public URI uri() {
        return uri;
    }

    /** The stores themselves; closing them keeps what they hold. */
    public Stores stores() {
        return stores;
    }

    /** The runs of an experiment, newest first; empty where there is none. The first 50,000. */
    public List<RunRecord> runs(String experiment) {
        return stores.tracking()
                .experiment(experiment)
                .map(found -> stores.tracking()
                        .searchRuns(RunQuery.of(List.of(found.id()), 50_000))
                        .runs())
                .orElse(List.of());
    }

    /** From now on no call reaches the stores: each is a {@link dev.ratchet.UnavailableException}. */
    public void goAway() {
        faults.down(true);
    }

    /** The stores answer again. */
    public void comeBack() {
        faults.down(false);
    }

    /**
     * The next calls that create a run, a logged model, a version or a ledger's entry are carried out, but each caller gets a {@link
     * dev.ratchet.UnavailableException} in place of the answer, as when a connection breaks.
     *
     * @param count how many answers get lost
     */
    public void loseAnswers(int count) {
        faults.loseAnswers(count);
    }

    /** Forgets everything; a {@code Ratchet} that is still open goes on with these stores. */
    @Override
    public void close() {
        OPEN.remove(uri);
    }
}
