/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Generated rows that a block is tried with before its package is written: zeros and ones, then normally distributed
 * values of two sizes, as functions that agree on small positive values differ elsewhere. A block that begins with an
 * embedding gets whole numbers only, and one that is not described zeros and ones, which an embedding takes too.
 */
final class Probe {

    /** How far outputs may be apart, as a share of a row's largest where that is beyond 1. */
    private static final double TOLERANCE = 1e-5;
    /** Sums in another order are not as far apart as this; other rows that count are. */
    private static final double MIXED = 1e-3;

    private static final int ROWS = 4;
    private static final int ALONE = 2;
    private static final long SEED = 42;

    private final int width;
    private final float[] values;

    private Probe(int width, float[] values) {
        this.width = width;
        this.values = values;
    }

    static Probe of(int width, @Nullable BlockDescription description) {
        OptionalInt numbers = description == null ? OptionalInt.empty() : RowShape.wholeNumbers(description);
        int size = ROWS * width;
        Random random = new Random(SEED);
        float[] values = new float[description == null ? size : numbers.isPresent() ? 2 * size : 3 * size];
        for (int i = 0; i < values.length; i++) {
            if (i < size) {
                values[i] = (i * 7 + i / width) % 5 < 2 && numbers.orElse(2) > 1 ? 1 : 0;
            } else if (numbers.isPresent()) {
                values[i] = random.nextInt(numbers.getAsInt());
            } else {
                values[i] = (float) random.nextGaussian() * (i < 2 * size ? 1 : 10);
            }
        }
        return new Probe(width, values);
    }

    /**
     * The outputs of a block.
     *
     * @param who what it is, for messages
     * @throws RatchetException when it does not take the rows, or a row's outputs depend on the other rows
     */
    float[][] outputs(Forward forward, Model model, String who) {
        float[][] together = run(forward, model, values, who);
        for (int first = 0; first < together.length; first += ROWS) {
            for (int row = first; row < first + ALONE; row++) {
                float[] one = Arrays.copyOfRange(values, row * width, (row + 1) * width);
                float[] alone = run(forward, model, one, who)[0];
                int apart = firstApart(alone, together[row], MIXED);
                if (apart >= 0) {
                    throw new RatchetException(
                            who + " mixes rows: output " + apart + " of a generated row is " + alone[apart]
                                    + " alone and " + together[row][apart]
                                    + " together with others. The first axis is the batch: use softmax, normalisation"
                                    + " and joins along others, and batchFirst for LSTM and GRU.");
                }
            }
        }
        return together;
    }

    private static float[][] run(Forward forward, Model model, float[] rows, String who) {
        try {
            return forward.rows(model.getNDManager(), rows);
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new RatchetException(
                    who + " cannot score rows of shape " + forward.row() + ": " + e.getMessage()
                            + ". Give the shape of a row without the batch: inputShape(...).",
                    e);
        }
    }

    /** Refuses a description whose block gives other outputs than the original. */
    static void requireEqual(float[][] expected, float[][] actual) {
        for (int row = 0; row < expected.length; row++) {
            int apart = firstApart(expected[row], actual[row], TOLERANCE);
            if (apart >= 0) {
                boolean number = expected[row].length != actual[row].length;
                throw new RatchetException("The description of the block does not do what the block does: "
                        + (number
                                ? "the block gives " + expected[row].length + " outputs for a row, by the description "
                                        + actual[row].length
                                : "output " + apart + " of a generated row is " + expected[row][apart]
                                        + ", by the description " + actual[row][apart])
                        + ". Correct what Blocks.declared says, or give the package a block factory.");
            }
        }
    }

    /** The first output that differs, -1 when none does; 0 where their numbers differ. */
    private static int firstApart(float[] expected, float[] actual, double tolerance) {
        if (expected.length != actual.length) {
            return 0;
        }
        double size = 1;
        for (float value : expected) {
            size = Float.isFinite(value) ? Math.max(size, Math.abs(value)) : size;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean same = Float.compare(expected[i], actual[i]) == 0
                    || Math.abs((double) expected[i] - actual[i]) <= tolerance * size;
            if (!same) {
                return i;
            }
        }
        return -1;
    }
}
