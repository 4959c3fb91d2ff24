/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.LSTM;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.ActivationKind;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.model.ModelPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What generated rows tell of a block before its package is written. */
class DjlProbeTest {

    private static final BlockDescription RELU = new BlockDescription.Activation(ActivationKind.RELU, 0);

    @TempDir
    private Path directory;

    private ModelPackage write(Block block, Shape row, Outputs outputs) throws Exception {
        try (Model model = Trained.model(block, row)) {
            return Trained.write(DjlModel.builder(model).outputs(outputs).build(), directory);
        }
    }

    private ModelPackage writeOpaque(UnaryOperator<NDArray> end, long units, Outputs outputs) throws Exception {
        Block block = new SequentialBlock().add(linear(units)).add(LambdaBlock.singleton(end));
        try (Model model = Trained.model(block, new Shape(6))) {
            return Trained.write(
                    DjlModel.builder(model).outputs(outputs).blockFactory("F").build(), directory);
        }
    }

    private static Block linear(long units) {
        return Linear.builder().setUnits(units).build();
    }

    private static void assertApplied(ModelPackage written, String... name) {
        assertThat(written.flavor("djl").orElseThrow().get("applied")).isEqualTo(name.length == 0 ? null : name[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu6", "leakyRelu", "abs"})
    void writeTo_findsAWrongFunction_thatAgreesOnZerosAndOnes(String function) {
        Block block = LambdaBlock.singleton(array -> switch (function) {
            case "relu6" -> Activation.relu6(array);
            case "abs" -> array.abs();
            default -> Activation.leakyRelu(array, 0.1f);
        });
        assertThatThrownBy(() -> write(Blocks.declared(block, RELU), new Shape(6), Outputs.VALUES))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("does not do what the block does: output")
                .hasMessageContaining("Blocks.declared");
    }

    @Test
    void writeTo_comparesTheNumberOfOutputs() {
        Block half = LambdaBlock.singleton(array -> array.get(":, :3"));
        assertThatThrownBy(() -> write(Blocks.declared(half, new Reshape(List.of(6L))), new Shape(6), Outputs.VALUES))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("gives 3 outputs for a row, by the description 6");
    }

    @Test
    void writeTo_refusesABlockThatMixesRows() {
        Block ofBatch = new SequentialBlock().add(linear(3)).add(Blocks.softmax(0));
        assertThatThrownBy(() -> write(ofBatch, new Shape(6), Outputs.VALUES))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("The block mixes rows: output 0")
                .hasMessageContaining("batchFirst");
        Block timeFirst = LSTM.builder()
                .setStateSize(4)
                .setNumLayers(1)
                .optBatchFirst(false)
                .build();
        assertThatThrownBy(() -> write(timeFirst, new Shape(3, 8), Outputs.VALUES))
                .hasMessageContaining("mixes rows");
    }

    @Test
    void probabilities_areKnown_behindLayersThatChangeNothing() throws Exception {
        Block followed = new SequentialBlock()
                .add(linear(4))
                .add(Blocks.softmax(-1))
                .add(Dropout.builder().build())
                .add(Blocks.reshape(2, 2))
                .add(new SequentialBlock().add(Blocks.flatten()).add(Blocks.identity()));
        assertApplied(write(followed, new Shape(6), Outputs.PROBABILITIES));
    }

    @Test
    void probabilities_ofBranches_areNotSoftmaxedAgain_andNotOfSome() throws Exception {
        Block head = new SequentialBlock().add(linear(2)).add(Blocks.softmax(-1));
        Block other = new SequentialBlock().add(linear(3)).add(Blocks.softmax(-1));
        assertApplied(write(Blocks.concat(1, head, other), new Shape(6), Outputs.PROBABILITIES));

        Block some = new SequentialBlock().add(linear(2)).add(Blocks.softmax(-1));
        assertThatThrownBy(() -> write(Blocks.concat(1, some, linear(3)), new Shape(6), Outputs.PROBABILITIES))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("some branches at the end of the block give probabilities")
                .hasMessageContaining("outputs(Outputs.VALUES)");
    }

    @Test
    void probabilities_ofABlockFactory_areToldByItsOutputs() throws Exception {
        assertApplied(writeOpaque(array -> array.softmax(-1), 3, Outputs.PROBABILITIES));
    }

    @Test
    void logits_ofABlockFactory_getASoftmax() throws Exception {
        assertApplied(writeOpaque(array -> array.mul(10), 3, Outputs.PROBABILITIES), "softmax");
    }

    @Test
    void outputsOfABlockFactory_thatDoNotTell_areRefused() throws Exception {
        assertThatThrownBy(() -> writeOpaque(Activation::sigmoid, 1, Outputs.PROBABILITIES))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("may be probabilities already, or logits")
                .hasMessageContaining("outputs(Outputs.VALUES)");
        assertApplied(writeOpaque(Activation::sigmoid, 1, Outputs.VALUES));
    }
}
