/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import java.util.Arrays;

/** Different values and their ranks. */
final class LongSorting {

    private LongSorting() {}

    static long[] distinct(long[] values) {
        return Arrays.stream(values).sorted().distinct().toArray();
    }

    static int[] ranks(long[] values, long[] sorted) {
        return Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(sorted, value))
                .toArray();
    }
}
