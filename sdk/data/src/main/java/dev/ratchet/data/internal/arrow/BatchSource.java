/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.RatchetException;
import dev.ratchet.data.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Data that is read from front to back, a batch at a time, in memory that does not grow with its length. Used by one
 * thread.
 */
public interface BatchSource extends AutoCloseable {

    /** How many rows a batch has at most, and, except for the last one, usually has. */
    int BATCH_ROWS = 65_536;

    /** The columns; known before the first batch. */
    TableSchema schema();

    /**
     * The next rows, which the caller closes; null at the end. Batches may be of any size, also empty.
     *
     * @throws RatchetException when the data cannot be read, with file, row and column where there is one; the source
     *     is then good for nothing but {@link #close()}
     */
    @Nullable
    Batch next();

    /** Lets go of files and connections; idempotent. Batches that were returned stay. */
    @Override
    void close();
}
