/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

/** Counts what was delivered, for reports and progress lines. Thread-safe by its implementations. */
interface Progress {

    /** Counts nothing. */
    Progress NONE = new Progress() {
        @Override
        public void values(int count) {}

        @Override
        public void file(String path, long bytes) {}
    };

    /** So many params, metrics, tags and inputs were acknowledged. */
    void values(int count);

    /** A file was acknowledged. */
    void file(String path, long bytes);
}
