/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.djl.Outputs;
import dev.ratchet.djl.block.BlockDescription;

import java.util.Arrays;
import java.util.Optional;

/** What is applied after a block, so that its outputs are probabilities; never to what already is one. */
public final class Applied {

    /** The name of a softmax over a row's outputs. */
    static final String SOFTMAX = "softmax";
    /** The name of a sigmoid. */
    static final String SIGMOID = "sigmoid";

    private static final double SUM_TOLERANCE = 1e-3;

    private Applied() {}

    /**
     * The name for a block that is described.
     *
     * @param width how many outputs a row has
     * @throws RatchetException when some of its branches give probabilities and others do not
     */
    public static Optional<String> after(Outputs outputs, BlockDescription block, int width) {
        if (outputs != Outputs.PROBABILITIES) {
            return Optional.empty();
        }
        return switch (Ending.of(block)) {
            case PROBABILITIES -> Optional.empty();
            case MIXED ->
                throw new RatchetException("Outputs.PROBABILITIES was given, but some branches at the end of the block"
                        + " give probabilities and others do not, or are added to them. End all branches in a"
                        + " softmax or none, or say outputs(Outputs.VALUES) for scores as the block gives them.");
            case OTHER, UNCHANGED -> Optional.of(name(width));
        };
    }

    /**
     * The name for a block that only its factory knows, as its outputs tell.
     *
     * @param given its outputs for generated rows
     * @throws RatchetException when they do not tell
     */
    static Optional<String> after(Outputs outputs, float[][] given) {
        if (outputs != Outputs.PROBABILITIES) {
            return Optional.empty();
        }
        for (float[] row : given) {
            for (float value : row) {
                if (value < 0 || value > 1) {
                    return Optional.of(name(given[0].length));
                }
            }
        }
        if (given[0].length > 1 && Arrays.stream(given).allMatch(Applied::sumsToOne)) {
            return Optional.empty();
        }
        throw new RatchetException("Outputs.PROBABILITIES was given, but a block factory makes the block, and its"
                + " outputs for generated rows are between 0 and 1" + (given[0].length > 1 ? " without a sum of 1" : "")
                + ": they may be probabilities already, or logits. Say outputs(Outputs.VALUES) for scores as the block"
                + " gives them, or let the block end in what can be told: a softmax, or a described layer.");
    }

    private static boolean sumsToOne(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += value;
        }
        return Math.abs(sum - 1) <= SUM_TOLERANCE;
    }

    private static String name(int width) {
        return width == 1 ? SIGMOID : SOFTMAX;
    }

    /** As a layer. */
    public static BlockDescription of(String name) {
        return switch (name) {
            case SOFTMAX -> new BlockDescription.Softmax(-1);
            case SIGMOID -> new BlockDescription.Activation(BlockDescription.ActivationKind.SIGMOID, 0);
            default ->
                throw new RatchetException("MLmodel says that '" + name
                        + "' is applied after the block, which is neither softmax nor sigmoid. It may come from a"
                        + " later version of Ratchet.");
        };
    }
}
