/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Lets splits say to a table which part it is, without showing that to users. */
public final class PartTables {

    /** Makes the table of a part. */
    @FunctionalInterface
    public interface Maker {

        /** The same rows under a name, as a part; the caller closes both. */
        Table make(Table rows, String name, TablePart part);
    }

    private static volatile @Nullable Maker maker;

    private PartTables() {}

    /** The package of tables says how, once. */
    public static void madeBy(Maker how) {
        maker = how;
    }

    /** The same rows under a name, as a part; closes the given table. */
    public static Table of(Table rows, String name, TablePart part) {
        try (rows) {
            return Objects.requireNonNull(maker).make(rows, name, part);
        }
    }
}
