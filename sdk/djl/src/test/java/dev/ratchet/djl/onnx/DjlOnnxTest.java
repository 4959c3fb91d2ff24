/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Blocks;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.Normalization;
import dev.ratchet.djl.Outputs;
import dev.ratchet.djl.block.BlockDescription.Conv;
import dev.ratchet.djl.block.BlockDescription.LayerNorm;
import dev.ratchet.djl.block.Layers;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.onnx.OnnxFlavor;
import dev.ratchet.onnx.OnnxModel;
import dev.ratchet.testing.ClassesWithout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DjlOnnxTest {

    @TempDir
    Path directory;

    static Set<String> layers() {
        return Layers.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void of_givesTheBlocksOutputs(String layer) {
        Layers.Case one = Objects.requireNonNull(Layers.all().get(layer));
        try (Model model = Initialised.model(layer, one.block().get(), one.row())) {
            // The check compares them, in batches of 1 and 64.
            OnnxModel exported = DjlOnnx.of(DjlModel.of(model));

            assertThat(exported).isEqualTo(DjlOnnx.of(DjlModel.of(model)));
        }
    }

    @Test
    void withOnnx_addsFlavorsForPython_andNormalisesAndAppliesTheSoftmax() throws Exception {
        Block block = new SequentialBlock()
                .add(Blocks.reshape(1, 2, 2))
                .add(Blocks.flatten())
                .add(Linear.builder().setUnits(3).build());
        try (Model model = Initialised.model("small", block, new Shape(4))) {
            ModelPackage written = write(DjlModel.builder(model)
                    .columns(List.of("a", "b", "c", "d"))
                    .normalization(Normalization.of(new float[] {1, 2, 3, 4}, new float[] {2, 4, 8, 16}))
                    .outputs(Outputs.PROBABILITIES)
                    .withOnnx()
                    .build());
            FloatRows rows = FloatRows.of(List.of("d", "a", "b", "c"), new float[] {9, 3, -2, 0, 1, 0, 5, 30});

            assertThat(written.flavors()).containsExactlyInAnyOrder("djl", "onnx", "python_function", "ratchet");
            assertThat(written.flavor("ratchet").orElseThrow()).containsEntry("scorer", "djl");
            try (dev.ratchet.model.Model onnx = new OnnxFlavor().load(written);
                    dev.ratchet.model.Model djl = new dev.ratchet.djl.DjlFlavor().load(written)) {
                float[][] expected = djl.predict(rows);
                float[][] scores = onnx.predict(rows);
                assertThat(expected).hasDimensions(2, 3);
                for (int i = 0; i < 6; i++) {
                    assertThat((double) scores[i / 3][i % 3]).isCloseTo(expected[i / 3][i % 3], within(1e-6));
                }
                assertThat((double) scores[0][0] + scores[0][1] + scores[0][2]).isCloseTo(1, within(1e-6));
            }
        }
    }

    private ModelPackage write(DjlModel model) throws IOException {
        ModelPackageWriter writer = new ModelPackageWriter(directory);
        model.writeTo(writer);
        return writer.finish();
    }

    @Test
    void of_namesEveryLayer_whenSomeCannotBeExported() {
        // What was declared of them needs parameters that they have not.
        Block block = new SequentialBlock()
                .add(Blocks.declared(Blocks.identity(), new LayerNorm(List.of(), 1e-5f, true, true)))
                .add(Linear.builder().setUnits(2).build())
                .add(Blocks.declared(
                        Blocks.identity(), new Conv(2, List.of(1L), List.of(1L), List.of(0L), List.of(1L), 1, true)));
        try (Model model = Initialised.model("declared", block, new Shape(4))) {
            DjlModel declared = DjlModel.of(model);

            assertThatThrownBy(() -> DjlOnnx.of(declared))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("The block cannot be exported to ONNX")
                    .hasMessageContaining("'01LambdaBlock' (ai.djl.nn.LambdaBlock): it has no parameter 'gamma'")
                    .hasMessageContaining("'03LambdaBlock' (ai.djl.nn.LambdaBlock): it has no parameter 'weight'");
        }
    }

    /** A layer of one's own, whose shape can become unknown. */
    private static final class Own extends AbstractBlock {

        private boolean broken;

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            return inputs;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            if (broken) {
                throw new UnsupportedOperationException("no shape today");
            }
            return inputShapes;
        }
    }

    @Test
    void of_namesEveryLayer_whenTheirKindsAreNotKnown() {
        Block block = new SequentialBlock()
                .add(new Own())
                .add(Linear.builder().setUnits(2).build())
                .add(new SequentialBlock().add(new Own()));
        try (Model model = Initialised.model("own", block, new Shape(4))) {
            DjlModel made =
                    DjlModel.builder(model).blockFactory("org.example.Factory").build();

            assertThatThrownBy(() -> DjlOnnx.of(made))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("cannot be exported to ONNX")
                    .hasMessageContaining("'01Own' (" + Own.class.getName() + ")")
                    .hasMessageContaining("'03SequentialBlock/01Own' (" + Own.class.getName() + ")");
        }
    }

    @Test
    void of_namesEveryLayer_whenAShapeIsNotKnown() {
        Own own = new Own();
        Block block = new SequentialBlock()
                .add(Blocks.declared(own, new LayerNorm(List.of(), 1e-5f, true, true)))
                .add(Linear.builder().setUnits(2).build())
                .add(Blocks.declared(new Own(), new LayerNorm(List.of(), 1e-5f, true, true)));
        try (Model model = Initialised.model("unknown", block, new Shape(4))) {
            DjlModel declared = DjlModel.of(model);
            own.broken = true;

            assertThatThrownBy(() -> DjlOnnx.of(declared))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("'01Own' (" + Own.class.getName() + "): it has no parameter 'gamma'")
                    .hasMessageContaining("the shape of its output is not known: no shape today")
                    .hasMessageContaining("'03Own' (" + Own.class.getName() + "): it has no parameter 'gamma'");
        }
    }

    @Test
    void flavor_namesTheModule_whenItIsNotOnTheClassPath() throws Exception {
        Class<?> again =
                new ClassesWithout("dev.ratchet.onnx", "dev.ratchet.djl.onnx").loadClass(DjlOnnx.class.getName());
        // A lookup by name would resolve the methods that give what is missing.
        MethodHandle flavor = MethodHandles.publicLookup()
                .findStatic(again, "flavor", MethodType.methodType(DjlModel.Addition.class));

        assertThatThrownBy(flavor::invoke)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("Blocks cannot be exported")
                .hasMessageContaining("dev.ratchet:ratchet-onnx is not on the class path")
                .hasMessageContaining("version of ratchet-djl");
    }

    @Test
    void of_isRefused_whenAFactoryMakesTheBlock() {
        Block block = Linear.builder().setUnits(2).build();
        try (Model model = Initialised.model("factory", block, new Shape(4))) {
            DjlModel made =
                    DjlModel.builder(model).blockFactory("org.example.Factory").build();

            assertThatThrownBy(() -> DjlOnnx.of(made))
                    .hasMessageContaining("'org.example.Factory'")
                    .hasMessageContaining("only blocks with a description");
        }
    }
}
