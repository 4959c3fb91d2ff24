/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.local.StoreLayout;
import org.jspecify.annotations.Nullable;

/** A named group of runs. Safe to share between threads. */
public final class Experiment {

    private final RunOpener runs;
    private final String name;

    Experiment(RunOpener runs, String name) {
        this.runs = runs;
        this.name = name;
    }

    /** The unique name; empty for a run of another tool that was joined. */
    public String name() {
        return name;
    }

    /**
     * Runs a body in a new run: {@link RunStatus#FINISHED} when it returns, {@link RunStatus#FAILED} when it throws; the
     * exception goes on unchanged.
     *
     * @param runName the name that people see
     */
    public <T extends @Nullable Object, X extends Exception> T run(String runName, RunBody<T, X> body) throws X {
        return RunScope.run(start(runName), body);
    }

    /**
     * Opens a run; state success by {@link Run#complete()} before it is closed. Where {@code MLFLOW_RUN_ID} is set, the
     * first run of a {@link Ratchet} goes on with that run, as by {@link Ratchet#resume}, and the name is not used.
     *
     * @throws MisconfiguredException when {@code MLFLOW_RUN_ID} names no run
     */
    public Run start(String runName) {
        return start(runName, null);
    }

    Run start(String runName, @Nullable String parentKey) {
        return runs.begin(this, runName, parentKey);
    }

    StoreLayout layout() {
        return runs.layout();
    }

    @Override
    public String toString() {
        return "experiment '" + name + "'";
    }
}
