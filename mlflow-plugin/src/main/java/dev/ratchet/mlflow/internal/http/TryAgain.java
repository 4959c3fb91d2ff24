/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.UnavailableException;

import java.time.Duration;

/** One attempt failed in a way that may pass. Never leaves this package. */
final class TryAgain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UnavailableException outcome;
    private final transient Duration retryAfter;

    /**
     * Made of what the caller gets when this was the last attempt.
     *
     * @param retryAfter what the server asked to wait, negative when it did not
     */
    TryAgain(UnavailableException outcome, Duration retryAfter) {
        super(outcome.getMessage(), outcome, false, false);
        this.outcome = outcome;
        this.retryAfter = retryAfter;
    }

    UnavailableException outcome() {
        return outcome;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
