/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

/** The experiment, run, model, version or artifact that was asked for is not in the store. */
public final class NotFoundException extends RefusedException {

    private static final long serialVersionUID = 1L;

    /** Names what was looked for and where. */
    public NotFoundException(String message) {
        super(message);
    }
}
