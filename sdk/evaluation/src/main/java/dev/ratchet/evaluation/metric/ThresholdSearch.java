/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

/**
 * Finds the best threshold among distinct scores, from the highest to the lowest. Quotients are compared by their products,
 * which are exact for counts, so that what ties does tie.
 */
final class ThresholdSearch {

    private final double[] thresholds;
    private final double[] truePositives;
    private final double[] falsePositives;
    private final double positives;
    private final double negatives;

    ThresholdSearch(double[] thresholds, double[] truePositives, double[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.positives = truePositives[truePositives.length - 1];
        this.negatives = falsePositives[falsePositives.length - 1];
    }

    Threshold best(ThresholdGoal goal) {
        if (goal instanceof ThresholdGoal.Cost cost) {
            return cheapest(cost);
        }
        return goal instanceof ThresholdGoal.F1 ? f1() : youden();
    }

    private Threshold f1() {
        require(positives > 0, "F1", "a positive row");
        int best = 0;
        for (int i = 1; i < thresholds.length; i++) {
            // F1 is 2 TP / (TP + FP + positives).
            if (truePositives[i] * predictedAndPositive(best) > truePositives[best] * predictedAndPositive(i)) {
                best = i;
            }
        }
        return new Threshold(thresholds[best], 2 * truePositives[best] / predictedAndPositive(best));
    }

    private double predictedAndPositive(int i) {
        return truePositives[i] + falsePositives[i] + positives;
    }

    private Threshold youden() {
        require(positives > 0 && negatives > 0, "Youden's J", "rows of both classes");
        double threshold = Double.POSITIVE_INFINITY;
        double best = 0;
        for (int i = 0; i < thresholds.length; i++) {
            double j = truePositives[i] * negatives - falsePositives[i] * positives;
            if (j > best) {
                best = j;
                threshold = thresholds[i];
            }
        }
        return new Threshold(threshold, best / positives / negatives);
    }

    private Threshold cheapest(ThresholdGoal.Cost cost) {
        double threshold = Double.POSITIVE_INFINITY;
        double best = cost.falseNegative() * positives;
        for (int i = 0; i < thresholds.length; i++) {
            double total =
                    cost.falsePositive() * falsePositives[i] + cost.falseNegative() * (positives - truePositives[i]);
            if (total < best) {
                best = total;
                threshold = thresholds[i];
            }
        }
        return new Threshold(threshold, best);
    }

    private static void require(boolean there, String what, String needed) {
        if (!there) {
            throw new UndefinedMetricException(
                    Reason.ONE_CLASS, "The best threshold by " + what + " needs " + needed + ".");
        }
    }
}
