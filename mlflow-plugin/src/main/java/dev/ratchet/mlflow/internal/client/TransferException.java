/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.RatchetException;

/** One of many files could not be moved; what kind of failure it is, its reason says. Never leaves the client. */
final class TransferException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final transient RatchetException reason;

    TransferException(String message, RatchetException reason) {
        super(message, reason);
        this.reason = reason;
    }

    RatchetException reason() {
        return reason;
    }
}
