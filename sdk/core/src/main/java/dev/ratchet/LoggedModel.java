/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.internal.run.RunRecorder;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A model that a run has logged. Values; safe to share between threads. */
public final class LoggedModel {

    private final RunRecorder recorder;
    private final String key;
    private final String name;
    private final Path directory;
    private final String packageDigest;

    LoggedModel(RunRecorder recorder, String key, String name, Path directory, String packageDigest) {
        this.recorder = recorder;
        this.key = key;
        this.name = name;
        this.directory = directory;
        this.packageDigest = packageDigest;
    }

    /** Ratchet's key of the model: 32 hexadecimal digits. */
    public String key() {
        return key;
    }

    /** The name that people see. */
    public String name() {
        return name;
    }

    /** The package in the local store; do not change it. */
    public Path directory() {
        return directory;
    }

    /** The digest of the package, the same wherever the package is kept. */
    public String packageDigest() {
        return packageDigest;
    }

    /** MLflow's id of the model, once it is on the server. */
    public Optional<String> mlflowId() {
        return recorder.deliveredModelId(key);
    }

    /**
     * Links values to the model, such as the best and the final ones. Values that are not finite stay with the run only.
     * MLflow 2 cannot link values; there a tag {@code ratchet.metric.<name>} of the run names model and dataset.
     *
     * @param metrics values by name
     * @param step the iteration they belong to
     * @param dataset the data they were computed on, or null
     */
    public void logMetrics(Map<String, Double> metrics, long step, @Nullable DatasetIdentity dataset) {
        recorder.modelMetrics(key, metrics, step, dataset);
    }

    @Override
    public String toString() {
        return "model '" + name + "' (" + key + ")";
    }
}
