/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/** The one place where a body's outcome becomes a run's status. */
final class RunScope {

    private RunScope() {}

    static <T extends @Nullable Object, X extends Exception> T run(Run run, RunBody<T, X> body) throws X {
        try (run) {
            T result;
            try {
                result = body.apply(run);
            } catch (Throwable failure) {
                run.fail(failure);
                throw failure;
            }
            run.complete();
            return result;
        }
    }
}
