/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;

import java.util.Arrays;
import java.util.List;

/** Probabilities of classes, checked row by row. */
final class Shares {

    private static final double EXACT = 1e-6;
    private static final double ROUNDED = 1e-3;

    private Shares() {}

    /**
     * Refuses what is no probability; where sums are off by rounding, each row is divided by its sum, and a note says so.
     *
     * @param names of the columns
     */
    static double[][] checked(double[][] rows, List<String> names, List<String> notes) {
        double[][] shares = new double[rows.length][];
        int rounded = 0;
        for (int row = 0; row < rows.length; row++) {
            double sum = sum(rows[row], row, names);
            double off = Math.abs(sum - 1);
            if (off > ROUNDED) {
                throw new RatchetException("The probabilities in row " + row + " (columns " + Cells.named(names, 5)
                        + ") sum to " + sum + ": they must sum to 1, to within " + ROUNDED + " for rounded ones.");
            }
            rounded += off > EXACT ? 1 : 0;
            shares[row] =
                    off > EXACT ? Arrays.stream(rows[row]).map(one -> one / sum).toArray() : rows[row].clone();
        }
        if (rounded > 0) {
            notes.add("In " + rounded + " of " + rows.length
                    + " rows the probabilities did not sum to 1 exactly; they were divided by their sum.");
        }
        return shares;
    }

    private static double sum(double[] values, int row, List<String> names) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            if (!(values[k] >= 0 && values[k] <= 1)) {
                throw new RatchetException("The probability in row " + row + " of column '" + names.get(k) + "' is "
                        + values[k] + ": 0 to 1 is allowed.");
            }
            sum += values[k];
        }
        return sum;
    }

    /** One column. */
    static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }
}
