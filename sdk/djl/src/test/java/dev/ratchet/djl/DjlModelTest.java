/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.PoolKind;
import dev.ratchet.djl.block.Layers;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DjlModelTest {

    @TempDir
    private Path directory;

    @Test
    void package_givesTheOutputsOfTheBlock_forEveryLayer() throws Exception {
        for (Map.Entry<String, Layers.Case> one : Layers.all().entrySet()) {
            Shape row = one.getValue().row();
            try (Model model = Trained.model(one.getValue().block().get(), row)) {
                FloatRows rows = Trained.rows(3, Math.toIntExact(row.size()));
                int arrays = arrays(model);
                ModelPackage written = Trained.write(DjlModel.of(model), directory.resolve(one.getKey()));
                assertThat(arrays(model)).as(one.getKey() + " leaves no arrays").isEqualTo(arrays);
                try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
                    assertThat(loaded.predict(rows)).as(one.getKey()).isDeepEqualTo(Trained.forward(model, row, rows));
                }
            }
        }
    }

    private static int arrays(Model model) {
        return model.getNDManager().getManagedArrays().size();
    }

    @Test
    void package_ofAModelInTraining_givesItsPredictions() throws Exception {
        Block block = new SequentialBlock()
                .add(Blocks.reshape(3, 2))
                .add(GRU.builder().setStateSize(4).setNumLayers(1).build())
                .add(Blocks.lastStep())
                .add(BatchNorm.builder().build())
                .add(Linear.builder().setUnits(3).build());
        FloatRows rows = Trained.rows(8, 6);
        try (Model model = Model.newInstance("trained", "PyTorch")) {
            model.setBlock(block);
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()));
                    NDManager manager = model.getNDManager().newSubManager()) {
                trainer.initialize(new Shape(8, 6));
                ArrayDataset data = new ArrayDataset.Builder()
                        .setData(manager.create(rows.values(), new Shape(8, 6)))
                        .optLabels(manager.ones(new Shape(8, 3)))
                        .setSampling(4, false)
                        .build();
                EasyTrain.fit(trainer, 2, data, null);
                ModelPackage written = Trained.write(DjlModel.of(model), directory);
                // Training goes on as if nothing had been written.
                EasyTrain.fit(trainer, 1, data, null);
                try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
                    assertThat(loaded.predict(rows))
                            .satisfies(scores -> assertThat(Arrays.deepToString(scores))
                                    .isNotEqualTo(Arrays.deepToString(Trained.forward(model, new Shape(6), rows))));
                }
            }
            ModelPackage written = Trained.write(DjlModel.of(model), directory.resolve("after"));
            try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
                block.freezeParameters(true);
                assertThat(loaded.predict(rows)).isDeepEqualTo(Trained.forward(model, new Shape(6), rows));
            }
        }
    }

    @Test
    void writeTo_describesTheModel_andDoesNotChangeIt() throws Exception {
        try (Model model = Trained.network()) {
            model.setProperty("Epoch", "7");
            DjlModel logged = DjlModel.builder(model)
                    .outputs(Outputs.LOGITS)
                    .normalization(Normalization.of(0, 16))
                    .classes(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"))
                    .inputExample(Trained.rows(2, 64))
                    .build();
            ModelPackage written = Trained.write(logged, directory.resolve("first"));

            assertThat(written.flavor("djl").orElseThrow())
                    .containsEntry("data", "digits-0000.params")
                    .containsEntry("model_name", "digits")
                    .containsEntry("engine", "PyTorch")
                    .containsEntry("djl_version", "0.35.1")
                    .containsEntry("block", "block.json")
                    .containsEntry("input_shape", List.of(64L))
                    .containsEntry("data_type", "float32")
                    .containsEntry("output", "logits")
                    .containsEntry("applied", null)
                    .containsEntry("normalization", "normalization.json")
                    .containsEntry("epoch", "7")
                    .containsEntry("parameters", 4L * 9 + 4 + 4 * 4 + 36 * 10 + 10)
                    .containsKeys("engine_version", "parameter_digest", "classes");
            assertThat(written.flavor("ratchet").orElseThrow()).containsEntry("scorer", "djl");
            assertThat(Files.readString(written.directory().resolve("serving.properties")))
                    .isEqualTo("""
                    engine=PyTorch
                    blockFactory=dev.ratchet.djl.PackageBlockFactory
                    option.modelName=digits
                    option.epoch=0
                    translatorFactory=ai.djl.translate.NoopServingTranslatorFactory
                    """);
            ModelSignature signature = written.signature().orElseThrow();
            assertThat(signature.inputColumns()).hasSize(64).contains(Column.of("f63", ColumnType.DOUBLE));
            assertThat(signature.outputs()).asString().contains("[-1, 10]");
            assertThat(Trained.write(logged, directory.resolve("second")).digest())
                    .isEqualTo(written.digest());
            assertThat(model.getProperty("Epoch")).isEqualTo("7");
        }
    }

    @Test
    void equals_isTheSameModel_withTheSameParameters() {
        try (Model model = Trained.linear(2);
                Model other = Trained.linear(2)) {
            DjlModel before = DjlModel.of(model);
            assertThat(DjlModel.of(model)).isEqualTo(before).hasSameHashCodeAs(before);
            assertThat(DjlModel.builder(model).withOnnx().build())
                    .isEqualTo(DjlModel.builder(model).withOnnx().build());
            List<DjlModelBuilder> others = List.of(
                    DjlModel.builder(model).outputs(Outputs.LOGITS),
                    DjlModel.builder(model).withOnnx(),
                    DjlModel.builder(model).normalization(Normalization.of(0, 2)),
                    DjlModel.builder(model).classes(List.of("a", "b")),
                    DjlModel.builder(model).columns(List.of("a", "b", "c", "d", "e", "f")),
                    DjlModel.builder(model).signature(ModelSignature.ofColumns(List.of(), -1)),
                    DjlModel.builder(model).inputShape(new Shape(2, 6)),
                    DjlModel.builder(model).blockFactory("F"),
                    DjlModel.builder(model).translator("T"),
                    DjlModel.builder(model).translator("T", Path.of("t.jar")));
            assertThat(others.stream().map(DjlModelBuilder::build).distinct())
                    .hasSize(others.size())
                    .doesNotContain(before);
            assertThat(DjlModel.of(other)).isNotEqualTo(before);
            model.getBlock().getParameters().get("weight").getArray().addi(1);
            assertThat(DjlModel.of(model)).isNotEqualTo(before);
        }
    }

    @Test
    void predict_normalises_andMakesProbabilitiesOfLogits() throws Exception {
        try (Model model = Trained.linear(3)) {
            float[] mean = {1, 2, 3, 4, 5, 6};
            float[] std = {2, 2, 2, 4, 4, 4};
            FloatRows rows = Trained.rows(2, 6);
            float[] normalised = new float[12];
            for (int i = 0; i < normalised.length; i++) {
                normalised[i] = (rows.values()[i] - mean[i % 6]) / std[i % 6];
            }
            FloatRows after =
                    FloatRows.of(rows.columns().stream().map(Column::name).toList(), normalised);
            float[][] logits = Trained.forward(model, new Shape(6), after);
            DjlModel logged = DjlModel.builder(model)
                    .outputs(Outputs.PROBABILITIES)
                    .normalization(Normalization.of(mean, std))
                    .build();
            ModelPackage written = Trained.write(logged, directory);
            assertThat(written.flavor("djl").orElseThrow())
                    .containsEntry("output", "probabilities")
                    .containsEntry("applied", "softmax");
            try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
                float[][] scores = loaded.predict(rows);
                for (int row = 0; row < 2; row++) {
                    double sum = 0;
                    for (float logit : logits[row]) {
                        sum += Math.exp(logit);
                    }
                    for (int i = 0; i < 3; i++) {
                        assertThat(scores[row][i])
                                .isCloseTo(
                                        (float) (Math.exp(logits[row][i]) / sum),
                                        org.assertj.core.data.Offset.offset(1e-6f));
                    }
                }
            }
        }
    }

    @Test
    void probabilities_areMadeByASigmoid_ofOneLogit_andNotTwice() throws Exception {
        try (Model model = Trained.linear(1)) {
            FloatRows rows = Trained.rows(1, 6);
            ModelPackage written = Trained.write(
                    DjlModel.builder(model)
                            .outputs(Outputs.PROBABILITIES)
                            .classes(List.of("no", "yes"))
                            .build(),
                    directory.resolve("one"));
            try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
                double logit = Trained.forward(model, new Shape(6), rows)[0][0];
                assertThat(loaded.predict(rows)[0][0])
                        .isCloseTo((float) (1 / (1 + Math.exp(-logit))), org.assertj.core.data.Offset.offset(1e-6f));
            }
        }
        Block block =
                new SequentialBlock().add(Linear.builder().setUnits(3).build()).add(Blocks.softmax(-1));
        try (Model model = Trained.model(block, new Shape(6))) {
            ModelPackage written = Trained.write(
                    DjlModel.builder(model).outputs(Outputs.PROBABILITIES).build(), directory.resolve("done"));
            assertThat(written.flavor("djl").orElseThrow()).containsEntry("applied", null);
        }
    }

    @Test
    void build_refusesABlock_withoutParameters() {
        try (Model model = Model.newInstance("empty", "PyTorch")) {
            assertThatThrownBy(() -> DjlModel.of(model))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("'empty' has no block")
                    .hasMessageContaining("model.setBlock(block)");
            model.setBlock(Linear.builder().setUnits(2).build());
            assertThatThrownBy(() -> DjlModel.of(model))
                    .hasMessageContaining("'empty' has no parameters yet")
                    .hasMessageContaining("trainer.initialize(shape)");
        }
    }

    @Test
    void build_refusesWhatCannotBeDescribed_withTheRemedy() {
        try (Model model = Trained.model(new SequentialBlock().add(new LambdaBlock(x -> x)), new Shape(6))) {
            assertThatThrownBy(() -> DjlModel.of(model))
                    .hasMessageContaining("'01LambdaBlock'")
                    .hasMessageContaining("Blocks.declared");
        }
    }

    @Test
    void writeTo_refusesADeclarationThatIsWrong() throws Exception {
        Block pool = Pool.maxPool1dBlock(new Shape(2));
        BlockDescription wrong =
                new BlockDescription.Pool(PoolKind.AVG, List.of(2L), List.of(2L), List.of(0L), false, true);
        try (Model model = Trained.model(Blocks.declared(pool, wrong), new Shape(2, 4))) {
            assertThatThrownBy(() -> Trained.write(DjlModel.of(model), directory))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("does not do what the block does: output")
                    .hasMessageContaining("Blocks.declared");
        }
        Block linear = Linear.builder().setUnits(4).build();
        try (Model model = Trained.model(Blocks.declared(linear, new BlockDescription.Linear(5, true)), new Shape(6))) {
            assertThatThrownBy(() -> Trained.write(DjlModel.of(model), directory.resolve("linear")))
                    .hasMessageContaining("(5, 6)")
                    .hasMessageContaining("(4, 6)");
        }
    }

    @Test
    void writeTo_refusesNamesThatDoNotFit() {
        try (Model model = Trained.linear(3)) {
            assertRefused(DjlModel.builder(model).classes(List.of("a", "b")), "2 class names", "gives 3 outputs");
            assertRefused(DjlModel.builder(model).columns(List.of("a")), "1 column names", "a row has 6 values");
            assertRefused(
                    DjlModel.builder(model).inputExample(Trained.rows(1, 5)), "example has 5 columns", "columns(");
            assertRefused(
                    DjlModel.builder(model).normalization(Normalization.of(new float[2], new float[] {1, 1})),
                    "2 means",
                    "6 values");
            assertRefused(DjlModel.builder(model).inputShape(new Shape(7)), "rows of shape (7)", "inputShape(");
            assertRefused(
                    DjlModel.builder(model).signature(ModelSignature.ofColumns(List.of(), -1)),
                    "signature has 0 columns");
            model.setProperty("Epoch", "last");
            assertRefused(DjlModel.builder(model), "Epoch", "'last'");
        }
        try (Model model = Trained.model(Blocks.lastStep(), new Shape(2, 3))) {
            assertThat(DjlModel.of(model).inputShape()).isEqualTo(new Shape(2, 3));
        }
    }

    private void assertRefused(DjlModelBuilder builder, String... words) {
        assertThatThrownBy(() -> Trained.write(builder.build(), directory))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void normalization_isChecked() {
        assertThatThrownBy(() -> Normalization.of(0, 0)).hasMessageContaining("no deviation 0");
        assertThatThrownBy(() -> Normalization.of(Float.NaN, 1)).hasMessageContaining("at 0 got NaN");
        assertThatThrownBy(() -> new Normalization(List.of(1f), List.of())).hasMessageContaining("got 1 and 0");
    }
}
