/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RatchetException;

/** A whole run cannot be delivered until a person changes something; all of it is kept. */
final class BlockedException extends RatchetException {

    private static final long serialVersionUID = 1L;

    BlockedException(String message) {
        super(message);
    }
}
