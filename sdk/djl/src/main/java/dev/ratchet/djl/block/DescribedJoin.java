/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.ratchet.djl.block.BlockDescription.Join;

import java.util.List;
import java.util.function.Function;

/**
 * The join of a {@code ParallelBlock} that says what it is.
 *
 * @param join how outputs become one
 * @param axis along which axis they are concatenated
 */
record DescribedJoin(Join join, int axis) implements Function<List<NDList>, NDList> {

    @Override
    public NDList apply(List<NDList> outputs) {
        NDArray[] arrays = outputs.stream().map(NDList::singletonOrThrow).toArray(NDArray[]::new);
        return new NDList(join == Join.SUM ? NDArrays.add(arrays) : NDArrays.concat(new NDList(arrays), axis));
    }
}
