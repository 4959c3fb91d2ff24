/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * For each row the share of the other class's rows that a model puts on their right side of it, ties counting half.
 *
 * @param ofPositives the share of negative rows below
 * @param ofNegatives the share of positive rows above
 */
record Placements(double[] ofPositives, double[] ofNegatives) {

    /** Places rows of both classes by finite scores. */
    static Placements of(int[] labels, ScoreOrder order, int positives) {
        int negatives = labels.length - positives;
        // Rows of a class stay in their order, so that those of two models belong together.
        int[] place = new int[labels.length];
        int[] next = {0, 0};
        for (int row = 0; row < labels.length; row++) {
            place[row] = next[labels[row]]++;
        }
        double[] ofPositives = new double[positives];
        double[] ofNegatives = new double[negatives];
        double positivesAbove = 0;
        double negativesAbove = 0;
        for (int from = 0, to; from < order.size(); from = to) {
            to = order.endOfTie(from);
            double tiedPositives = 0;
            for (int i = from; i < to; i++) {
                tiedPositives += labels[order.row(i)];
            }
            double tiedNegatives = to - from - tiedPositives;
            for (int i = from; i < to; i++) {
                int row = order.row(i);
                if (labels[row] == 1) {
                    ofPositives[place[row]] = (negatives - negativesAbove - tiedNegatives / 2) / negatives;
                } else {
                    ofNegatives[place[row]] = (positivesAbove + tiedPositives / 2) / positives;
                }
            }
            positivesAbove += tiedPositives;
            negativesAbove += tiedNegatives;
        }
        return new Placements(ofPositives, ofNegatives);
    }

    double auc() {
        return CompensatedSum.mean(ofPositives);
    }
}
