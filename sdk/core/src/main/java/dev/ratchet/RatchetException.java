/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.jspecify.annotations.Nullable;

/**
 * The root of what Ratchet throws. Messages say what was given, what is allowed and what to do. Subclasses exist only
 * where a caller would act differently.
 */
public class RatchetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong and what to do. */
    public RatchetException(String message) {
        super(message);
    }

    /** Says what went wrong and what to do, with the reason below it. */
    public RatchetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
