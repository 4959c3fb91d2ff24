/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunState;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Who brings a run to where it is kept for good: a tracking server, or nobody when the local store is that place. */
public interface Carrier {

    /** A run was begun; may wait a bounded time so that its address can be printed at once. */
    void begun(RunFolder run);

    /** So many values were logged; costs next to nothing. */
    void logged(int values);

    /** A run was closed. */
    void ended(RunFolder run);

    /** The server's id of a run, once it is there. */
    Optional<String> runId(RunFolder run);

    /** Where a person sees a run, once it is there. */
    Optional<URI> page(RunFolder run);

    /** The server's id of a model, once it is there. */
    Optional<String> modelId(RunFolder run, String modelKey);

    /** A version is to be registered. */
    void registered(RunFolder run, RunState.StoredVersion version);

    /** The number of a version, once it has one. */
    OptionalInt versionNumber(RunFolder run, RunState.StoredVersion version);

    /**
     * Waits for the number of a version.
     *
     * @throws dev.ratchet.UnavailableException when it does not come in time
     */
    int awaitVersionNumber(RunFolder run, RunState.StoredVersion version, Duration timeout);
}
