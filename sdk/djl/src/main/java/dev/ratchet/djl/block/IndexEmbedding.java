/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An embedding of whole numbers. DJL has one of words only, and it needs their vocabulary to be built. Floats are taken
 * too, as rows of a table are floats.
 */
final class IndexEmbedding extends Embedding<Long> {

    IndexEmbedding(int rows, int size) {
        super(new Builder().optNumEmbeddings(rows).setEmbeddingSize(size));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray indices = inputs.singletonOrThrow().toType(DataType.INT64, false);
        return super.forwardInternal(parameterStore, new NDList(indices), training, params);
    }

    @Override
    public byte[] encode(Long item) {
        return ByteBuffer.allocate(Long.BYTES).putLong(item).array();
    }

    @Override
    public Long decode(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public long embed(Long item) {
        return item;
    }

    @Override
    public Optional<Long> unembed(long index) {
        return Optional.of(index);
    }

    @Override
    public boolean hasItem(Long item) {
        return item >= 0 && item < numEmbeddings;
    }

    private static final class Builder extends BaseBuilder<Long, Builder> {

        @Override
        protected Builder setType(Class<Long> type) {
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
