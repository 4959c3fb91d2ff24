/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A function on one array that says what it is, so that DJL's {@code LambdaBlock} around it can be described.
 *
 * @param description what it is
 * @param operation what it does
 */
record DescribedFunction(BlockDescription description, UnaryOperator<NDArray> operation)
        implements Function<NDList, NDList> {

    @Override
    public NDList apply(NDList inputs) {
        return new NDList(operation.apply(inputs.singletonOrThrow()));
    }
}
