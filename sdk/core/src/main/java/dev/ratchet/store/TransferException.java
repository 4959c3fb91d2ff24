/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RatchetException;

/** One of many files could not be moved; what kind of failure it is, its reason says. Never leaves the client. */
public final class TransferException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final transient RatchetException reason;

    /** A message about all files, and what happened to the first one. */
    public TransferException(String message, RatchetException reason) {
        super(message, reason);
        this.reason = reason;
    }

    /** What happened to the first file in the order of the names. */
    public RatchetException reason() {
        return reason;
    }
}
