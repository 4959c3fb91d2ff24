/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

/** When bytes last moved: a large file may take long, a silent server may not. */
final class Progress {

    private volatile long last = System.nanoTime();

    void made() {
        last = System.nanoTime();
    }

    long nanosSince() {
        return System.nanoTime() - last;
    }
}
