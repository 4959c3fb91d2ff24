/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;

/** The length of the gradient over all trainable parameters together. */
public final class GradientNorm {

    private GradientNorm() {}

    /** The Euclidean norm of what the last backward pass left; NaN where a gradient has one. */
    public static double of(Block block) {
        double squares = 0;
        for (Pair<String, Parameter> pair : block.getParameters()) {
            Parameter parameter = pair.getValue();
            if (parameter.requiresGradient() && parameter.getArray().hasGradient()) {
                try (NDArray gradient = parameter.getArray().getGradient();
                        NDArray norm = gradient.norm();
                        NDArray number = norm.toType(DataType.FLOAT32, true)) {
                    double length = number.getFloat();
                    squares += length * length;
                }
            }
        }
        return Math.sqrt(squares);
    }
}
