/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/**
 * A store cannot answer now: no connection, a time-out, an overload, an internal error. The same call may be tried
 * again later; a call that creates something must first look whether it {@link #mayHaveHappened()}.
 */
public final class UnavailableException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveHappened;

    /**
     * Says which store did not answer and how.
     *
     * @param mayHaveHappened false only when the request surely never reached the store
     */
    public UnavailableException(String message, boolean mayHaveHappened, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveHappened = mayHaveHappened;
    }

    /** Whether the store may have carried the call out although it gave no answer. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
