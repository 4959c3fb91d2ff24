/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.DjlModelBuilder;
import dev.ratchet.onnx.OnnxCheck;
import dev.ratchet.onnx.OnnxModel;

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
     * DjlModelBuilder#withOnnx()}.
     *
     * @throws RatchetException when {@code ratchet-onnx} is missing
     */
    public static DjlModel.Addition flavor() {
        OnnxModule.require();
        return FLAVOR;
    }

    /**
     * A model of its own, which needs no DJL where it is loaded. Its signature is that of the model, else one of its
     * columns, else a tensor.
     *
     * @throws RatchetException when {@code ratchet-onnx} is missing, the block has layers that cannot be exported, all of
     *     them named, or a class of its own makes it, when it has columns of texts, or when ONNX Runtime gives other outputs
     */
    public static OnnxModel of(DjlModel model) {
        OnnxModule.require();
        return BlockExport.of(model);
    }
}
