/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/** A store understood one call and refuses it for good; trying the same call again would be refused again. */
public class RefusedException extends RatchetException {

    private static final long serialVersionUID = 1L;

    /** Gives the store's own words and what they are about. */
    public RefusedException(String message) {
        super(message);
    }

    /** Gives the store's own words and what they are about, with the reason below it. */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
