/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Blocks;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.Join;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.PoolKind;
import dev.ratchet.djl.block.BlockDescription.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockDescriptionsTest {

    static Collection<String> names() {
        return Layers.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void build_givesTheSameOutputs_withTheParametersOfTheBlock(String name) throws Exception {
        Layers.Case one = Objects.requireNonNull(Layers.all().get(name));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block block = one.block().get();
            block.setInitializer(
                    new NormalInitializer(0.5f), parameter -> parameter.getType() != Parameter.Type.RUNNING_VAR);
            // PyTorch computes recurrent layers in another order while gradients are wanted.
            block.freezeParameters(true);
            block.initialize(manager, DataType.FLOAT32, new Shape(2).addAll(one.row()));
            String json = BlockDescriptions.toJson(BlockDescriptions.of(block));
            Block built = BlockDescriptions.build(BlockDescriptions.fromJson(json));

            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(saved));
            built.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

            assertThat(BlockDescriptions.toJson(BlockDescriptions.of(built))).isEqualTo(json);
            assertThat(built.getParameters().keys())
                    .isEqualTo(block.getParameters().keys());
            for (int rows : new int[] {1, 3}) {
                NDArray input = input(manager, one.row(), rows);
                float[] expected = forward(manager, block, input);
                assertThat(forward(manager, built, input))
                        .containsExactly(expected)
                        .doesNotContain(Float.NaN);
            }
        }
    }

    private static NDArray input(NDManager manager, Shape row, int rows) {
        Shape shape = new Shape(rows).addAll(row);
        return manager.arange((float) shape.size()).mod(7).reshape(shape);
    }

    private static float[] forward(NDManager manager, Block block, NDArray input) {
        return block.forward(new ParameterStore(manager, false), new NDList(input), false)
                .singletonOrThrow()
                .toFloatArray();
    }

    @Test
    void toJson_writesFormatOne() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(3).build())
                .add(Activation.leakyReluBlock(0.25f))
                .add(Blocks.maxPool1d(new Shape(2)));

        assertThat(BlockDescriptions.toJson(BlockDescriptions.of(block)).replaceAll("\\s+", ""))
                .isEqualTo("{\"format\":1,\"block\":{\"type\":\"sequential\",\"children\":["
                        + "{\"type\":\"linear\",\"units\":3,\"bias\":true},"
                        + "{\"type\":\"activation\",\"kind\":\"leaky_relu\",\"alpha\":0.25},"
                        + "{\"type\":\"pool\",\"kind\":\"max\",\"kernel\":[2],\"stride\":[2],\"padding\":[0],"
                        + "\"ceilMode\":false,\"countPadding\":false}]}}");
    }

    @Test
    void of_namesEveryPartThatCannotBeDescribed_withTheRemedy() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(3).build())
                .add(Pool.maxPool2dBlock(new Shape(2, 2)))
                .add(new ParallelBlock(outputs -> outputs.get(0)).add(new LambdaBlock(x -> x)))
                .add(new SequentialBlock().add(GhostBatchNorm.builder().build()))
                .add(LSTM.builder()
                        .setStateSize(2)
                        .setNumLayers(1)
                        .optReturnState(true)
                        .build())
                .add(ai.djl.nn.Blocks.batchFlattenBlock(12));

        assertThatThrownBy(() -> BlockDescriptions.of(block))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'02LambdaBlock' (ai.djl.nn.LambdaBlock 'maxPool2d'): ")
                .hasMessageContaining("use Blocks.maxPool2d of dev.ratchet.djl")
                .hasMessageContaining("'03ParallelBlock' (ai.djl.nn.ParallelBlock): ")
                .hasMessageContaining("Blocks.residual")
                .hasMessageContaining("'04SequentialBlock/01GhostBatchNorm' (ai.djl.nn.norm.GhostBatchNorm): its class")
                .hasMessageContaining("'05LSTM' (ai.djl.nn.recurrent.LSTM): it gives its state too")
                .hasMessageContaining("'06LambdaBlock' (ai.djl.nn.LambdaBlock 'batchFlatten'): ")
                .hasMessageContaining("Blocks.flatten()")
                .hasMessageContaining("block factory")
                .message()
                .doesNotContain("01Linear");
    }

    @Test
    void of_doesNotTrustTheNameOfAFunction() {
        assertThatThrownBy(() -> BlockDescriptions.of(new LambdaBlock(x -> x, "ReLU")))
                .hasMessageContaining("the whole (ai.djl.nn.LambdaBlock 'ReLU')")
                .hasMessageContaining("Blocks.declared(block, description)");
        assertThatThrownBy(() -> BlockDescriptions.of(LambdaBlock.singleton(x -> x.mul(2), "batchFlatten")))
                .hasMessageContaining("'batchFlatten'");
    }

    @Test
    void of_takesWhatWasDeclared() {
        Block pool = Pool.avgPool2dBlock(new Shape(2, 2));
        BlockDescription description =
                new BlockDescription.Pool(PoolKind.AVG, List.of(2L, 2L), List.of(2L, 2L), List.of(0L, 0L), false, true);
        Block block =
                new SequentialBlock().add(Blocks.declared(pool, description)).add(Blocks.flatten());

        assertThat(BlockDescriptions.of(block)).isEqualTo(new Sequential(List.of(description, new Flatten())));
        assertThatThrownBy(() -> Blocks.declared(pool, new Sequential(List.of(description))))
                .hasMessageContaining("The description has 1 parts, but the block ai.djl.nn.LambdaBlock has 0");
    }

    @Test
    void describedBlock_pairsPartsWithTheirParameters() {
        Block first = Linear.builder().setUnits(3).build();
        DescribedBlock described = DescribedBlock.of(
                new SequentialBlock().add(Blocks.residual(first)).add(Blocks.flatten()));

        DescribedBlock residual = described.children().get(0);
        assertThat(residual.path()).isEqualTo("01ParallelBlock");
        assertThat(residual.description())
                .isInstanceOfSatisfying(
                        Parallel.class, parallel -> assertThat(parallel.join()).isEqualTo(Join.SUM));
        assertThat(residual.children().get(0).path()).isEqualTo("01ParallelBlock/01Linear");
        assertThat(residual.children().get(0).block()).isSameAs(first);
        assertThat(residual.children().get(0).block().getDirectParameters().values())
                .extracting(Parameter::getName)
                .containsExactly("weight", "bias");
    }

    @Test
    void fromJson_saysWhatIsWrong() {
        assertThatThrownBy(() -> BlockDescriptions.fromJson("{\"format\": 2, \"block\": {}}"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("has format 2")
                .hasMessageContaining("Use a later version");
        assertThatThrownBy(() -> BlockDescriptions.fromJson("{\"format\": 1, \"block\": {\"type\": \"magic\"}}"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'magic'");
        assertThatThrownBy(() -> BlockDescriptions.fromJson("{\"format\": 1, \"block\": {\"type\": \"linear\"}}"))
                .hasMessageContaining("'units' is missing");
        assertThatThrownBy(() -> BlockDescriptions.fromJson(
                        "{\"format\": 1, \"block\":" + " {\"type\": \"linear\", \"units\": 0, \"bias\": true}}"))
                .hasMessageContaining("units > 0");
        assertThatThrownBy(() -> BlockDescriptions.fromJson("[]")).isInstanceOf(RatchetException.class);
        assertThatThrownBy(() -> BlockDescriptions.fromJson("{")).isInstanceOf(RatchetException.class);
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> Blocks.maxPool2d(new Shape(2)))
                .hasMessageContaining("over 2 dimensions")
                .hasMessageContaining("(2)");
        assertThatThrownBy(() -> Blocks.maxPool2d(new Shape(2, 2), new Shape(1)))
                .hasMessageContaining("kernel [2, 2], steps [1]");
        assertThatThrownBy(() -> Blocks.concat(1)).hasMessageContaining("at least one branch");
        assertThatThrownBy(() -> Blocks.activation(BlockDescription.ActivationKind.RELU, 1))
                .hasMessageContaining("no constant");
    }
}
