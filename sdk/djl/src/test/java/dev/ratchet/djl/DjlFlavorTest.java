/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DjlFlavorTest {

    @TempDir
    private Path directory;

    private Ratchet local() {
        return Ratchet.builder().store(directory.resolve("store")).localOnly().open();
    }

    @Test
    void load_findsARegisteredModel_andPrefersItsOwnFlavor() throws Exception {
        try (Model model = Trained.network();
                Ratchet ratchet = local()) {
            FloatRows rows = Trained.rows(5, 64);
            DjlModel logged = DjlModel.builder(model)
                    .add((writer, djl) ->
                            writer.flavor("zero", Map.of("of", djl.model().getName())))
                    .build();
            ratchet.experiment("digits").run("network", run -> run.register("digits", logged));
            try (dev.ratchet.model.Model loaded = ratchet.load("models:/digits/1")) {
                assertThat(loaded.source().flavors()).contains("djl", "zero");
                assertThat(loaded.predict(rows)).isDeepEqualTo(Trained.forward(model, new Shape(64), rows));
            }
        }
    }

    @Test
    void criteria_loadsThePackage_asDjlServingDoes() throws Exception {
        try (Model model = Trained.network()) {
            FloatRows rows = Trained.rows(5, 64);
            Path files = Trained.write(DjlModel.of(model), directory.resolve("package"))
                    .directory();
            Criteria<NDList, NDList> criteria = Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optModelPath(files)
                    .build();
            try (ZooModel<NDList, NDList> loaded = criteria.loadModel();
                    Predictor<NDList, NDList> predictor = loaded.newPredictor();
                    NDManager manager = NDManager.newBaseManager("PyTorch")) {
                NDList output = predictor.predict(new NDList(manager.create(rows.values(), new Shape(5, 64))));
                assertThat(loaded.getName()).isEqualTo("digits");
                float[][] expected = Trained.forward(model, new Shape(64), rows);
                for (int i = 0; i < 5; i++) {
                    assertThat(output.singletonOrThrow().get(i).toFloatArray()).isEqualTo(expected[i]);
                }
            }
            // DJL's own files are enough.
            Files.delete(files.resolve("MLmodel"));
            try (ZooModel<NDList, NDList> loaded = criteria.loadModel()) {
                assertThat(loaded.getBlock().getParameters().size()).isEqualTo(8);
            }
        }
    }

    @Test
    void load_refusesParametersThatDoNotFitTheBlock_withBothShapes() throws Exception {
        try (Model model = Trained.linear(3)) {
            ModelPackage written = Trained.write(DjlModel.of(model), directory);
            describe(new BlockDescription.Linear(4, true));
            assertThatThrownBy(() -> new DjlFlavor().load(written))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining(
                            "The parameters do not fit the block: 'weight' of the block has the shape (4, 6)")
                    .hasMessageContaining("'weight' of the file 'digits-0000.params' has (3, 6)");
            describe(new BlockDescription.Linear(3, false));
            assertThatThrownBy(() -> new DjlFlavor().load(written))
                    .hasMessageContaining("The parameters do not fit the block: their digest in it is ");
            describe(new BlockDescription.Embedding(3, 6));
            assertThatThrownBy(() -> new DjlFlavor().load(written))
                    .hasMessageContaining("'digits-0000.params' cannot be read into it");
            Files.write(directory.resolve("digits-0000.params"), new byte[] {68, 74, 76, 64, 0});
            assertThatThrownBy(() -> new DjlFlavor().load(written)).hasMessageContaining("cannot be read into it");
        }
    }

    private void describe(BlockDescription description) throws Exception {
        Files.writeString(directory.resolve("block.json"), BlockDescriptions.toJson(description));
    }

    @Test
    void load_refusesANameThatLeadsOut_andANormalisationThatDoesNotFit() throws Exception {
        try (Model model = Trained.linear(3)) {
            Path files = Trained.write(
                            DjlModel.builder(model)
                                    .normalization(Normalization.of(0, 2))
                                    .build(),
                            directory)
                    .directory();
            Files.writeString(files.resolve("normalization.json"), "{\"mean\": [0, 1], \"std\": [1, 1]}");
            assertThatThrownBy(() -> new DjlFlavor().load(ModelPackage.open(files)))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("has 2 means, but a row has 6 values");
            Path mlmodel = files.resolve("MLmodel");
            Files.writeString(
                    mlmodel, Files.readString(mlmodel).replace("model_name: digits", "model_name: ../digits"));
            assertThatThrownBy(() -> new DjlFlavor().load(ModelPackage.open(files)))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("model_name is '../digits'");
        }
    }

    @Test
    void load_refusesATamperedPackage() throws Exception {
        try (Model model = Trained.linear(3);
                Ratchet ratchet = local()) {
            Path files = Trained.write(DjlModel.of(model), directory.resolve("package"))
                    .directory();
            Path params = files.resolve("digits-0000.params");
            byte[] bytes = Files.readAllBytes(params);
            bytes[bytes.length - 5] ^= 1;
            Files.write(params, bytes);
            assertThatThrownBy(() -> ratchet.load(files.toString()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("is not what was logged");
            assertThat(ModelPackage.open(files).changes()).hasToString("['digits-0000.params' was changed]");
        }
    }

    @Test
    void predict_refusesRowsThatDoNotFit_andAClosedModel() throws Exception {
        try (Model model = Trained.linear(3)) {
            dev.ratchet.model.Model loaded = new DjlFlavor().load(Trained.write(DjlModel.of(model), directory));
            assertThatThrownBy(() -> loaded.predict(Trained.rows(1, 5)))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("column 'f5' is missing");
            assertThat(loaded.predict(Trained.rows(0, 6))).isEmpty();
            loaded.close();
            loaded.close();
            assertThatThrownBy(() -> loaded.predict(Trained.rows(1, 6))).hasMessageContaining("The model was closed");
        }
    }

    @Test
    void predict_bySeveralThreads_givesTheSameScores() throws Exception {
        try (Model model = Trained.network()) {
            FloatRows rows = Trained.rows(600, 64);
            dev.ratchet.model.Model loaded = new DjlFlavor().load(Trained.write(DjlModel.of(model), directory));
            float[][] expected = loaded.predict(rows);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<float[][]>> scores = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    scores.add(threads.submit(() -> loaded.predict(rows)));
                }
                for (Future<float[][]> one : scores) {
                    assertThat(one.get()).isDeepEqualTo(expected);
                }
            } finally {
                threads.shutdown();
                loaded.close();
            }
        }
    }
}
