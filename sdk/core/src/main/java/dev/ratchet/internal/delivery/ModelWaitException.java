/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RatchetException;

/** A version waits for its model, which another run has logged and is to deliver first; all of it is kept. */
final class ModelWaitException extends RatchetException {

    private static final long serialVersionUID = 1L;

    ModelWaitException(String message) {
        super(message);
    }
}
