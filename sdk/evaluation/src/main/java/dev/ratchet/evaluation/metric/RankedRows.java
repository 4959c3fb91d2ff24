/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.Arrays;

/**
 * Rows from the highest score to the lowest, of which the ROC AUC is computed again and again with other weights. Whole
 * numbers all through: 2^31 rows of weight 8 stay below 2^63, so every weight gives the exact area.
 */
final class RankedRows {

    /** The number of each row times 2, plus 1 when it is positive. */
    private final int[] rows;
    /** Where the scores end that are tied with those before; empty when no two rows of different classes tie. */
    private final int[] ends;

    private RankedRows(int[] rows, int[] ends) {
        this.rows = rows;
        this.ends = ends;
    }

    /** Keeps an order, with weights looked up by the given number of each row. */
    static RankedRows of(int[] labels, ScoreOrder order, int[] number) {
        int[] rows = new int[order.size()];
        int[] ends = new int[order.size()];
        int groups = 0;
        boolean mixed = false;
        for (int from = 0, to; from < rows.length; from = to) {
            to = order.endOfTie(from);
            int positives = 0;
            for (int place = from; place < to; place++) {
                int row = order.row(place);
                positives += labels[row];
                rows[place] = (number[row] << 1) | labels[row];
            }
            mixed |= positives > 0 && positives < to - from;
            ends[groups++] = to;
        }
        return new RankedRows(rows, mixed ? Arrays.copyOf(ends, groups) : new int[0]);
    }

    int rowCount() {
        return rows.length;
    }

    /** The AUC of weighted rows; NaN when a class has no weight. */
    double auc(byte[] weights) {
        return ends.length == 0 ? untied(weights) : tied(weights);
    }

    private double untied(byte[] weights) {
        long all = 0;
        long positives = 0;
        long area = 0;
        for (int entry : rows) {
            int weight = weights[entry >>> 1];
            int positive = weight & -(entry & 1);
            positives += positive;
            all += weight;
            area += (weight - positive) * positives;
        }
        return area / ((double) positives * (all - positives));
    }

    /** Twice the area, because ties count half. */
    private double tied(byte[] weights) {
        long all = 0;
        long positives = 0;
        long area = 0;
        int from = 0;
        for (int end : ends) {
            long tiedPositives = 0;
            long tied = 0;
            for (int place = from; place < end; place++) {
                int weight = weights[rows[place] >>> 1];
                tiedPositives += weight & -(rows[place] & 1);
                tied += weight;
            }
            area += (tied - tiedPositives) * (2 * positives + tiedPositives);
            positives += tiedPositives;
            all += tied;
            from = end;
        }
        return area / (2.0 * positives * (all - positives));
    }
}
