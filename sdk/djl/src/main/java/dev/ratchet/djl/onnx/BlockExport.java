/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.DescribedBlock;
import dev.ratchet.onnx.OnnxCheck;
import dev.ratchet.onnx.OnnxGraph;
import dev.ratchet.onnx.OnnxModel;

import java.util.Arrays;
import java.util.List;

/** What {@link DjlOnnx} does, apart from it so that it can be loaded where {@code ratchet-onnx} is missing. */
final class BlockExport {

    private BlockExport() {}

    static OnnxModel of(DjlModel model) {
        if (model.description().isEmpty()) {
            throw new RatchetException(model + " cannot be exported to ONNX: its block is made by the class '"
                    + model.blockFactory().orElse("") + "', and only blocks with a description can be."
                    + inTheWay(model.model().getBlock()) + " Leave out the factory and use DJL's layers and those of"
                    + " dev.ratchet.djl.Blocks.");
        }
        if (!model.dictionaries().isEmpty()) {
            throw new RatchetException(model + " cannot be exported to ONNX: its columns "
                    + model.dictionaries().keySet() + " are texts, and the ONNX model takes numbers. Make columns of"
                    + " numbers of them before the data set is made, such as one of 0 and 1 for each category, or leave"
                    + " out withOnnx().");
        }
        DescribedBlock block = DescribedBlock.of(model.model().getBlock());
        Shape output = output(block, new Shape(1).addAll(model.inputShape()));
        List<BlockDescription> applied =
                model.applied(Math.toIntExact(output.size())).stream().toList();
        Preparation preparation = Preparation.of(model);
        OnnxModel.Builder exported = OnnxModel.builder(graph(model, block, preparation, applied, output));
        model.signature().ifPresent(exported::signature);
        if (!model.columns().isEmpty()) {
            exported.columns(model.columns());
        }
        model.inputExample().ifPresent(exported::inputExample);
        DjlOriginal original = new DjlOriginal(model, block.description(), preparation, applied);
        OnnxModel result = exported.build();
        OnnxCheck.against(original, original).run(result);
        return result;
    }

    /** The layers that have no description, by path and class. */
    private static String inTheWay(Block block) {
        try {
            DescribedBlock.of(block);
            return "";
        } catch (RatchetException e) {
            return " " + e.getMessage();
        }
    }

    private static Shape output(DescribedBlock block, Shape one) {
        try {
            return block.block().getOutputShapes(new Shape[] {one})[0];
        } catch (RuntimeException e) {
            // Which layers are in the way says more than where DJL gave up.
            new BlockGraph(new OnnxGraph("refused")).add(block, "input", one);
            throw new RatchetException(
                    "The block cannot be exported to ONNX: the shape of its output is not known: " + e.getMessage(), e);
        }
    }

    private static byte[] graph(
            DjlModel model,
            DescribedBlock block,
            Preparation preparation,
            List<BlockDescription> applied,
            Shape output) {
        OnnxGraph graph = new OnnxGraph(model.model().getName());
        BlockGraph layers = new BlockGraph(graph);
        Shape row = model.inputShape();
        String value = preparation.add(graph, graph.input("input", -1, row.size()));
        if (row.dimension() != 1) {
            value = layers.reshape(value, Arrays.stream(row.getShape()).boxed().toList());
        }
        value = layers.add(block, value, new Shape(1).addAll(row));
        for (BlockDescription layer : applied) {
            value = layers.withoutParameters(layer, value);
        }
        long[] sizes = output.getShape().clone();
        sizes[0] = -1;
        graph.output("output", value, sizes);
        return graph.toBytes();
    }
}
