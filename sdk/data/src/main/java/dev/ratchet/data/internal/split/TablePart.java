/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import dev.ratchet.dataset.DatasetIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a split a table's rows come from.
 *
 * @param role {@code training}, {@code validation}, {@code test}, ...
 * @param split describes the split
 */
public record TablePart(String role, DatasetIdentity.Describer split) {

    /** That of the rows of two tables: both roles where one split made them, else null. */
    public static @Nullable TablePart together(@Nullable TablePart one, @Nullable TablePart other) {
        if (one == null || other == null || one.split != other.split) {
            return null;
        }
        return one.role.equals(other.role) ? one : new TablePart(one.role + "+" + other.role, one.split);
    }
}
