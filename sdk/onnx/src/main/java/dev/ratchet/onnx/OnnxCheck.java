/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.onnx.internal.Port;
import dev.ratchet.onnx.internal.Session;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Runs an exported model in ONNX Runtime beside the original, on generated rows, in a batch of one row and in one of 64.
 * Two outputs are equal when they differ by at most {@value #TOLERANCE}, or by at most {@value #TOLERANCE} of the
 * original where that is beyond 1 or -1: {@code |a - b| <= 1e-5 * max(1, |a|)}. NaN equals NaN, an infinity only itself.
 * Immutable; the original is called on the calling thread.
 *
 * <pre>{@code
 * OnnxCheck.against((rows, count) -> predict(rows, count)).seed(7).run(model);
 * }</pre>
 */
public final class OnnxCheck {

    /** How far two outputs may differ. */
    public static final double TOLERANCE = 1e-5;

    private static final List<Integer> BATCHES = List.of(1, 64);

    private final Original original;
    private final Rows rows;
    private final long seed;

    /** The model that was exported. */
    @FunctionalInterface
    public interface Original {

        /**
         * Scores rows.
         *
         * @param rows the values, row by row
         * @param count how many rows there are
         * @return the outputs of each row, flat
         */
        float[][] score(float[] rows, int count);
    }

    /** Makes the rows. */
    @FunctionalInterface
    public interface Rows {

        /** The values of some rows, row by row, as far as the random numbers decide. */
        float[] make(Random random, int count);
    }

    /**
     * How far the outputs of a model and of its export are apart at most; both at least 0, infinite where only one is a
     * number.
     *
     * @param held the difference that is held against {@link #TOLERANCE}: relative to originals beyond 1 or -1
     * @param absolute the difference itself, possibly of another output
     */
    public record Difference(double held, double absolute) {

        private Difference max(Difference other) {
            return new Difference(Math.max(held, other.held), Math.max(absolute, other.absolute));
        }
    }

    private OnnxCheck(Original original, Rows rows, long seed) {
        this.original = original;
        this.rows = rows;
        this.seed = seed;
    }

    /**
     * A check against an original.
     *
     * @param rows makes what the model takes; it should reach all of it: both sides of every split, missing values
     */
    public static OnnxCheck against(Original original, Rows rows) {
        return new OnnxCheck(original, rows, 42);
    }

    /** Normally distributed values, so many in a row. */
    public static Rows normal(int width) {
        return (random, count) -> {
            float[] values = new float[count * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        };
    }

    /** The same check with another seed; the default is 42. */
    public OnnxCheck seed(long value) {
        return new OnnxCheck(original, rows, value);
    }

    /**
     * Checks a model with one input of 32-bit floats.
     *
     * @return the largest differences of all outputs
     * @throws RatchetException when the outputs differ by more than is allowed; the message names the worst
     */
    public Difference run(OnnxModel model) {
        try (Session session = Session.open(model.toBytes())) {
            Port input = session.inputs().get(0);
            if (session.inputs().size() != 1 || !input.dtype().equals("float32") || input.batch() > 0) {
                throw new RatchetException("The check takes a model with one input of float32 and a free number of"
                        + " rows, but this one has " + session.inputs() + ".");
            }
            Random random = new Random(seed);
            Difference worst = new Difference(0, 0);
            for (int count : BATCHES) {
                float[] values = rows.make(random, count);
                float[][] exported = session.score(values.clone(), count);
                worst = worst.max(compare(original.score(values, count), exported));
            }
            return worst;
        }
    }

    private static Difference compare(float[][] expected, float[][] exported) {
        int count = exported.length;
        if (expected.length != count) {
            throw new RatchetException("The original gives " + expected.length + " rows of outputs for " + count
                    + " rows; the ONNX export cannot be compared with it.");
        }
        double worst = -1;
        double absolute = 0;
        String where = "";
        for (int row = 0; row < count; row++) {
            if (expected[row].length != exported[row].length) {
                throw new RatchetException("The ONNX export differs from the original: it gives "
                        + exported[row].length + " outputs a row, the original " + expected[row].length
                        + ". Nothing was logged.");
            }
            for (int output = 0; output < exported[row].length; output++) {
                double difference = difference(expected[row][output], exported[row][output]);
                absolute = Math.max(absolute, absolute(expected[row][output], exported[row][output]));
                if (difference > worst) {
                    worst = difference;
                    where = "output " + output + " of row " + row + " in a batch of " + count + " is "
                            + exported[row][output] + " in ONNX Runtime and " + expected[row][output]
                            + " in the original";
                }
            }
        }
        if (worst > TOLERANCE) {
            throw new RatchetException(String.format(
                    Locale.ROOT,
                    "The ONNX export differs from the original: %s, %.3g apart where %.0e is allowed"
                            + " (relative beyond 1; %.3g apart at most in absolute terms). Nothing was logged.",
                    where,
                    worst,
                    TOLERANCE,
                    absolute));
        }
        return new Difference(Math.max(0, worst), absolute);
    }

    private static double difference(float expected, float exported) {
        double difference = absolute(expected, exported) / Math.max(1, Math.abs((double) expected));
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static double absolute(float expected, float exported) {
        if (Float.compare(expected, exported) == 0) {
            return 0;
        }
        double difference = Math.abs((double) expected - exported);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
}
