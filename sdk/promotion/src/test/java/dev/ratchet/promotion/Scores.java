/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.BinaryPredictions;

import java.util.Random;

/** Rows with a true probability, and models that know it more or less. */
record Scores(int[] labels, double[] logits, double[] noise) {

    static Scores of(int rows, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[rows];
        double[] logits = new double[rows];
        double[] noise = new double[rows];
        for (int row = 0; row < rows; row++) {
            logits[row] = 2 * random.nextGaussian();
            noise[row] = random.nextGaussian();
            labels[row] = random.nextDouble() < probability(logits[row]) ? 1 : 0;
        }
        return new Scores(labels, logits, noise);
    }

    static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** A model that is off by so much noise; 0 is perfect. */
    BinaryPredictions model(double by) {
        double[] probabilities = new double[labels.length];
        for (int row = 0; row < probabilities.length; row++) {
            probabilities[row] = probability(logits[row] + by * noise[row]);
        }
        return BinaryPredictions.ofProbabilities(labels, probabilities);
    }

    /** A model whose noise is its own. */
    BinaryPredictions model(double by, long seed) {
        Random random = new Random(seed);
        double[] own = new double[labels.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = random.nextGaussian();
        }
        return new Scores(labels, logits, own).model(by);
    }
}
