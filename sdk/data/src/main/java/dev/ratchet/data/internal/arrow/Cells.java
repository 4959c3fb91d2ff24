/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.vector.FieldVector;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Reads single cells of one vector.
 *
 * @param vector the cells
 * @param numbers the number in a cell that is not missing
 * @param values the Java object in a cell that is not missing
 */
public record Cells(FieldVector vector, IntToDoubleFunction numbers, IntFunction<Object> values) {

    /** Whether a cell has no value. */
    public boolean isMissing(int row) {
        return vector.isNull(row);
    }
}
