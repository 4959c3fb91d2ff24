/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/**
 * What happens inside a run.
 *
 * @param <T> what the body returns
 * @param <X> the checked exception that the body may throw; it reaches the caller unchanged
 */
@FunctionalInterface
public interface RunBody<T extends @Nullable Object, X extends Exception> {

    /** Trains, logs and returns a result; throwing ends the run {@link RunStatus#FAILED}. */
    T apply(Run run) throws X;
}
