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

    /** What has to be changed, for programs; people read the message. */
    public enum Reason {
        /** The address: nothing that can be used answers there. */
        ADDRESS,
        /** The server's list of the names by which it may be called. */
        HOST,
        /** Who asks: credentials are missing or wrong. */
        CREDENTIALS,
        /** What the one who asks is permitted to do. */
        PERMISSION,
        /** Something else, as the message says. */
        OTHER
    }

    private final Reason reason;

    /** Says what the store refused and what to change. */
    public MisconfiguredException(String message) {
        this(message, null);
    }

    /** Says what the store refused and what to change, with the reason below it. */
    public MisconfiguredException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Reason.OTHER;
    }

    /** Says what has to be changed, and what the store refused. */
    public MisconfiguredException(Reason reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /** What has to be changed. */
    public Reason reason() {
        return reason;
    }
}
