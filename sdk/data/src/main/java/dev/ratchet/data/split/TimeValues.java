/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** The order of the values of one column. */
final class TimeValues {

    private TimeValues() {}

    @SuppressWarnings("unchecked") // Values of one column are of one class.
    static int compare(@Nullable Object one, @Nullable Object two) {
        return ((Comparable<Object>) Objects.requireNonNull(one)).compareTo(Objects.requireNonNull(two));
    }
}
