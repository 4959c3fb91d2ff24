/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done to the values of a row before the block gets them: {@code (value - mean) / std}, in 32-bit floats.
 * Immutable.
 *
 * @param mean one mean for all columns, or one for each
 * @param std as many standard deviations, none of them 0
 */
public record Normalization(List<Float> mean, List<Float> std) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when they are empty or not of the same length, or a value is not finite or a
     *     deviation 0
     */
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new IllegalArgumentException("A normalisation needs as many means as deviations, one for all columns"
                    + " or one for each, but got " + mean.size() + " and " + std.size() + ".");
        }
        for (int i = 0; i < std.size(); i++) {
            if (!Float.isFinite(mean.get(i)) || !Float.isFinite(std.get(i)) || std.get(i) == 0) {
                throw new IllegalArgumentException("Means and deviations must be finite, and no deviation 0, but at "
                        + i + " got " + mean.get(i) + " and " + std.get(i) + ".");
            }
        }
    }

    /** The same for all columns: {@code of(0, 255)} brings bytes to 0 ... 1. */
    public static Normalization of(float mean, float std) {
        return new Normalization(List.of(mean), List.of(std));
    }

    /** One mean and one deviation for each column. */
    public static Normalization of(float[] mean, float[] std) {
        return new Normalization(list(mean), list(std));
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
