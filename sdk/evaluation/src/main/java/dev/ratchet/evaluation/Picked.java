/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values of some rows, in the order of their positions. Plain loops, because drawing rows does little else. */
final class Picked {

    private Picked() {}

    static int[] of(int[] values, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    static double[] of(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    static List<String> of(List<String> values, int[] rows) {
        List<String> picked = new ArrayList<>(rows.length);
        for (int row : rows) {
            picked.add(values.get(row));
        }
        return Collections.unmodifiableList(picked);
    }
}
