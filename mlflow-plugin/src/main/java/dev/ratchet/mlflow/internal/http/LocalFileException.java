/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;

/** The trouble is on our own disk, so asking the server again is of no use. */
final class LocalFileException extends IOException {

    private static final long serialVersionUID = 1L;

    LocalFileException(IOException cause) {
        super(cause.toString(), cause);
    }
}
