/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.ndarray.types.Shape;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.DescribedBlock;
import dev.ratchet.onnx.OnnxCheck;
import dev.ratchet.onnx.OnnxGraph;
import dev.ratchet.onnx.OnnxModel;

import java.util.Arrays;
import java.util.List;

/**
 * Exports DJL models to ONNX. The export does all that scoring does: it takes rows of columns, fills what is missing,
 * normalises them, gives them their shape, runs the block as in inference and applies the softmax or sigmoid of {@link
 * dev.ratchet.djl.Outputs#PROBABILITIES}. It is run in ONNX Runtime beside the block before it is returned; {@link
 * OnnxCheck} says what counts as equal. Needs the module {@code ratchet-onnx} and, for the check, the DJL engine that
 * the model was made with. The model is not changed.
 *
 * <pre>{@code
 * run.register("digits", DjlModel.builder(model).withOnnx().build());
 * }</pre>
 */
public final class DjlOnnx {

    /** One object, so that models with it can be equal. */
    private static final DjlModel.Addition FLAVOR = (writer, model) -> of(model).addTo(writer);

    private DjlOnnx() {}

    /**
     * Adds the flavors {@code onnx} and {@code python_function} to the package of a DJL model, so that {@code
     * mlflow.pyfunc.load_model} and {@code mlflow models serve} take it; Java still scores with DJL. The same as {@link
     * DjlModel.Builder#withOnnx()}.
     */
    public static DjlModel.Addition flavor() {
        return FLAVOR;
    }

    /**
     * A model of its own, which needs no DJL where it is loaded. Its signature is that of the model, else one of its
     * columns, else a tensor.
     *
     * @throws RatchetException when the block has layers that cannot be exported, all of them named, or a class of its
     *     own makes it, when it has columns of texts, or when ONNX Runtime gives other outputs
     */
    public static OnnxModel of(DjlModel model) {
        if (model.description().isEmpty()) {
            throw new RatchetException(model + " cannot be exported to ONNX: its block is made by the class '"
                    + model.blockFactory().orElse("") + "', and only blocks with a description can be. Leave out the"
                    + " factory and use DJL's layers and those of dev.ratchet.djl.Blocks.");
        }
        if (!model.dictionaries().isEmpty()) {
            throw new RatchetException(model + " cannot be exported to ONNX: its columns "
                    + model.dictionaries().keySet() + " are texts, and the ONNX model takes numbers. Make columns of"
                    + " numbers of them before the data set is made, such as one of 0 and 1 for each category, or leave"
                    + " out withOnnx().");
        }
        DescribedBlock block = DescribedBlock.of(model.model().getBlock());
        Shape one = new Shape(1).addAll(model.inputShape());
        Shape output = block.block().getOutputShapes(new Shape[] {one})[0];
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
