/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.run.RunRecorder;

import java.time.Duration;
import java.util.OptionalInt;

/** A version of a registered model that this process registered. Safe to share between threads. */
public final class ModelVersion {

    private final RunRecorder recorder;
    private final RunState.StoredVersion version;
    private final LoggedModel model;

    ModelVersion(RunRecorder recorder, RunState.StoredVersion version, LoggedModel model) {
        this.recorder = recorder;
        this.version = version;
        this.model = model;
    }

    /** Ratchet's key of the version. */
    public String key() {
        return version.key();
    }

    /** The registered model. */
    public String name() {
        return version.name();
    }

    /** The logged model it comes from. */
    public LoggedModel model() {
        return model;
    }

    /** The version's number: at once on the local store, with a server once the version is delivered. */
    public OptionalInt number() {
        return recorder.versionNumber(version);
    }

    /**
     * Waits until the version has its number.
     *
     * @throws UnavailableException when it is not delivered in time; {@code ratchet sync} delivers it later
     */
    public int awaitNumber(Duration timeout) {
        return recorder.awaitVersionNumber(version, timeout);
    }

    @Override
    public String toString() {
        OptionalInt number = number();
        return "'" + name() + "' version " + (number.isPresent() ? number.getAsInt() : "(not delivered yet)");
    }
}
