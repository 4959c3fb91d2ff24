/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/** The batches of a table for the other packages of this module, without showing them to users. */
public final class TableRows {

    private static volatile @Nullable Function<Table, BatchSource> opener;

    private TableRows() {}

    /** The table's class says how, once. */
    public static void openedBy(Function<Table, BatchSource> how) {
        opener = how;
    }

    /** The rows from the beginning. The caller keeps the table open and reachable while it reads. */
    public static BatchSource of(Table table) {
        return Objects.requireNonNull(opener).apply(table);
    }
}
