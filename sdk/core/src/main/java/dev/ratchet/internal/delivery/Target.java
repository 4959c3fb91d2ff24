/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.Stores;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A server that runs are delivered to, with what is remembered of it. Thread-safe. */
final class Target {

    private final Stores stores;
    private final String id;
    private final Map<String, String> experimentIds = new ConcurrentHashMap<>();

    Target(Stores stores) {
        this.stores = stores;
        this.id = RunWriters.targetId(stores.target());
    }

    Stores stores() {
        return stores;
    }

    /** A short name for files. */
    String id() {
        return id;
    }

    /**
     * The server's id of an experiment, which is created where it is not there.
     *
     * @throws BlockedException when it was deleted
     */
    String experimentId(String name) {
        String known = experimentIds.get(name);
        if (known != null) {
            return known;
        }
        Optional<ExperimentRecord> found = stores.tracking().experiment(name);
        ExperimentRecord experiment = found.isPresent() ? found.get() : create(name);
        if (!experiment.active()) {
            throw new BlockedException(deletedMessage(name));
        }
        experimentIds.put(name, experiment.id());
        return experiment.id();
    }

    private ExperimentRecord create(String name) {
        try {
            return stores.tracking().createExperiment(name);
        } catch (NotFoundException e) {
            throw e;
        } catch (RefusedException e) {
            throw new BlockedException("The server does not take the experiment '" + name + "': " + e.getMessage());
        }
    }

    /** What is said of an experiment that was deleted on the server. */
    static String deletedMessage(String name) {
        return "experiment '" + name + "' is deleted on the server: restore it in the MLflow UI or by"
                + " `mlflow experiments restore`, or use another name";
    }
}
