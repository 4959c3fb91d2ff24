/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;

/** The server reads no further, and what it may have said of that cannot be heard on this way. */
final class UnheardException extends IOException {

    private static final long serialVersionUID = 1L;

    UnheardException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
