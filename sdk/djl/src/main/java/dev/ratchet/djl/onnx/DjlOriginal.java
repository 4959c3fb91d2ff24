/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.djl.internal.model.Forward;
import dev.ratchet.djl.internal.model.RowShape;
import dev.ratchet.onnx.OnnxCheck;

import java.util.ArrayList;
import java.util.List;

/** A DJL model as the original of a check, and the rows it takes. */
final class DjlOriginal implements OnnxCheck.Original, OnnxCheck.Rows {

    private final NDManager manager;
    private final Forward forward;
    private final Preparation preparation;
    private final int numbers;

    /** For the outputs as they are, or with what is applied to them. */
    DjlOriginal(DjlModel model, BlockDescription description, Preparation preparation, List<BlockDescription> applied) {
        this.manager = model.model().getNDManager();
        List<Block> blocks = new ArrayList<>(List.of(model.model().getBlock()));
        applied.forEach(layer -> blocks.add(BlockDescriptions.build(layer)));
        this.forward = new Forward(blocks, model.inputShape(), model.dataType());
        this.preparation = preparation;
        this.numbers = RowShape.wholeNumbers(description).orElse(0);
    }

    @Override
    public float[] make(java.util.Random random, int count) {
        float[] values = new float[count * forward.width()];
        for (int i = 0; i < values.length; i++) {
            float value = numbers > 0 ? random.nextInt(numbers) : (float) random.nextGaussian();
            // One value in eleven is missing where something stands in for it.
            boolean gap = preparation.fills() && random.nextInt(11) == 0;
            values[i] = gap ? Float.NaN : preparation.undo(value, i % forward.width());
        }
        return values;
    }

    @Override
    public float[][] score(float[] rows, int count) {
        float[] values = new float[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = preparation.apply(rows[i], i % forward.width());
        }
        try {
            return forward.rows(manager, values);
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new RatchetException("The block cannot score the rows of the check: " + e.getMessage(), e);
        }
    }
}
