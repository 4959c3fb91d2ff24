/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/**
 * A store answers, and says no to everything until a person changes something: credentials, permissions, the
 * allowed-hosts list, the address. Nothing is lost meanwhile; the message says what to change.
 */
public final class MisconfiguredException extends RatchetException {

    private static final long serialVersionUID = 1L;

    /** Says what the store refused and what to change. */
    public MisconfiguredException(String message) {
        super(message);
    }

    /** Says what the store refused and what to change, with the reason below it. */
    public MisconfiguredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
