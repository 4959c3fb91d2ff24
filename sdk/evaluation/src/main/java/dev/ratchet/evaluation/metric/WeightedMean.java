/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * A mean of per-row losses that can be continued and merged: the means of parts add up to that of the whole.
 *
 * @param sum the weighted sum of losses
 * @param weight the sum of weights; the number of rows where all count alike
 */
public record WeightedMean(double sum, double weight) {

    /** The mean of both parts together. */
    public WeightedMean plus(WeightedMean other) {
        return new WeightedMean(sum + other.sum, weight + other.weight);
    }

    /** The mean; NaN only when both parts are empty. */
    public double value() {
        return sum / weight;
    }

    static WeightedMean of(double[] losses, double[] weights) {
        CompensatedSum sum = new CompensatedSum();
        CompensatedSum weight = new CompensatedSum();
        for (int row = 0; row < losses.length; row++) {
            double rowWeight = weights.length == 0 ? 1 : weights[row];
            sum.add(rowWeight * losses[row]);
            weight.add(rowWeight);
        }
        return new WeightedMean(sum.value(), weight.value());
    }
}
