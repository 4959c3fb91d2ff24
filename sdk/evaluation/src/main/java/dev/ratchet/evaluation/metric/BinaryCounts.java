/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.jspecify.annotations.Nullable;

/**
 * How many rows of two classes were told right and wrong. With row weights these are sums of weights. The counts of parts
 * add up to those of the whole.
 *
 * @param trueNegatives negative rows that were predicted negative
 * @param falsePositives negative rows that were predicted positive
 * @param falseNegatives positive rows that were predicted negative
 * @param truePositives positive rows that were predicted positive
 */
public record BinaryCounts(double trueNegatives, double falsePositives, double falseNegatives, double truePositives) {

    /**
     * Counts rows.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param predicted the same, as the model says
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a label is neither 0 nor 1, or weights are
     *     not allowed
     */
    public static BinaryCounts of(int[] labels, int[] predicted, double @Nullable [] weights) {
        Checks.sameLength(labels.length, "predictions", predicted.length);
        if (weights != null) {
            Checks.sameLength(labels.length, "weights", weights.length);
        }
        Checks.notEmpty(labels.length);
        Checks.binary("label", labels);
        Checks.binary("prediction", predicted);
        Checks.weights(labels.length, weights);
        CompensatedSum[] sums = {new CompensatedSum(), new CompensatedSum(), new CompensatedSum(), new CompensatedSum()
        };
        for (int row = 0; row < labels.length; row++) {
            sums[2 * labels[row] + predicted[row]].add(weights == null ? 1 : weights[row]);
        }
        return new BinaryCounts(sums[0].value(), sums[1].value(), sums[2].value(), sums[3].value());
    }

    /** The counts of both parts together. */
    public BinaryCounts plus(BinaryCounts other) {
        return new BinaryCounts(
                trueNegatives + other.trueNegatives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                truePositives + other.truePositives);
    }

    /** All rows. */
    public double total() {
        return trueNegatives + falsePositives + falseNegatives + truePositives;
    }

    /** The share of rows that were told right. */
    public double accuracy() {
        return (truePositives + trueNegatives) / total();
    }

    /** The share of positive predictions that are right. */
    public double precision(ZeroDivision zeroDivision) {
        return zeroDivision.divide(truePositives, truePositives + falsePositives);
    }

    /** The share of positive rows that were found: sensitivity, the true positive rate. */
    public double recall(ZeroDivision zeroDivision) {
        return zeroDivision.divide(truePositives, truePositives + falseNegatives);
    }

    /** The share of negative rows that were told so: the true negative rate. */
    public double specificity(ZeroDivision zeroDivision) {
        return zeroDivision.divide(trueNegatives, trueNegatives + falsePositives);
    }

    /** The harmonic mean of precision and recall. */
    public double f1(ZeroDivision zeroDivision) {
        return fBeta(1, zeroDivision);
    }

    /**
     * The weighted harmonic mean of precision and recall.
     *
     * @param beta how many times as much recall counts as precision; above 0
     */
    public double fBeta(double beta, ZeroDivision zeroDivision) {
        Checks.argument(beta > 0 && beta < Double.POSITIVE_INFINITY, "beta is " + beta + ": above 0 is allowed.");
        double square = beta * beta;
        return zeroDivision.divide(
                (1 + square) * truePositives, (1 + square) * truePositives + square * falseNegatives + falsePositives);
    }

    /** The mean recall of the classes that have rows. */
    public double balancedAccuracy() {
        double positives = truePositives + falseNegatives;
        double negatives = trueNegatives + falsePositives;
        if (positives == 0) {
            return trueNegatives / negatives;
        }
        return negatives == 0 ? truePositives / positives : (truePositives / positives + trueNegatives / negatives) / 2;
    }

    /**
     * The correlation of labels and predictions, -1 to 1; 0 when all labels or all predictions are equal (B. W. Matthews
     * 1975, doi:10.1016/0005-2795(75)90109-9).
     */
    public double mcc() {
        // The root of each factor, so that products of counts stay in range.
        double norm = Math.sqrt(truePositives + falsePositives)
                * Math.sqrt(truePositives + falseNegatives)
                * Math.sqrt(trueNegatives + falsePositives)
                * Math.sqrt(trueNegatives + falseNegatives);
        return norm == 0 ? 0 : (truePositives * trueNegatives - falsePositives * falseNegatives) / norm;
    }

    /**
     * The agreement beyond chance (J. Cohen 1960, doi:10.1177/001316446002000104).
     *
     * @throws UndefinedMetricException if labels and predictions are all of one class
     */
    public double kappa() {
        double n = total();
        double byChance = ((truePositives + falseNegatives) * (truePositives + falsePositives)
                        + (trueNegatives + falsePositives) * (trueNegatives + falseNegatives))
                / (n * n);
        return ConfusionMatrix.kappa(accuracy(), byChance);
    }

    /**
     * What the errors cost in all.
     *
     * @param falsePositive the cost of a false alarm, at least 0
     * @param falseNegative the cost of a miss, at least 0
     */
    public double cost(double falsePositive, double falseNegative) {
        Checks.argument(
                falsePositive >= 0 && falseNegative >= 0,
                "The costs of errors are " + falsePositive + " and " + falseNegative + ": at least 0 is allowed.");
        return falsePositive * falsePositives + falseNegative * falseNegatives;
    }

    /** What the errors cost for each row. */
    public double meanCost(double falsePositive, double falseNegative) {
        return cost(falsePositive, falseNegative) / total();
    }
}
