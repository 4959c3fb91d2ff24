/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import dev.ratchet.LoggedModel;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.djl.Blocks;
import dev.ratchet.djl.DjlFlavor;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.DjlModelBuilder;
import dev.ratchet.djl.Normalization;
import dev.ratchet.djl.Outputs;
import dev.ratchet.djl.block.Layers;
import dev.ratchet.model.Column;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.testing.JavaScores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Packages of every kind of layer on a real server give DJL's scores in Python, in batches of 1 and 64. */
class Mlflow3DjlOnnxTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private static final int ROWS = 64;

    @TempDir
    Path directory;

    /** Every kind of layer: those that take rows of one shape side by side in one block, as few packages are fast. */
    private static Map<String, Layers.Case> kinds() {
        Map<Shape, List<Block>> byRow = new LinkedHashMap<>();
        // DJL's recurrent layers add their state to the list of inputs, which branches share but for an identity.
        Layers.all()
                .values()
                .forEach(one -> byRow.computeIfAbsent(one.row(), any -> new ArrayList<>())
                        .add(new SequentialBlock()
                                .add(Blocks.identity())
                                .add(one.block().get())
                                .add(Blocks.flatten())));
        Map<String, Layers.Case> kinds = new LinkedHashMap<>();
        byRow.forEach((row, blocks) -> kinds.put(
                "rows" + row.toString().replaceAll("[^0-9]+", "_"),
                new Layers.Case(() -> Blocks.concat(1, blocks.toArray(Block[]::new)), row)));
        kinds.put("network", Objects.requireNonNull(Layers.all().get("network")));
        return kinds;
    }

    @Test
    void pyfunc_givesTheScoresOfDjl_forEveryKindOfLayer() {
        JavaScores scores = new JavaScores();
        String runId;
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(MLFLOW.uri())
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open()) {
            runId = ratchet.experiment("djl to onnx").run("every kind", run -> {
                kinds().forEach((name, one) -> log(run, name, one, scores));
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
        }

        List<JavaScores.Distance> seen = scores.inPython(MLFLOW, runId);

        assertThat(seen).hasSize(3 * kinds().size());
        assertThat(seen).allSatisfy(one -> assertThat(one.distance()).isLessThan(1e-5));
    }

    /** Logs a model, and keeps what DJL gives for some rows. */
    private static void log(Run run, String name, Layers.Case one, JavaScores scores) {
        Random random = new Random(name.hashCode());
        int width = (int) one.row().size();
        try (Model model = Initialised.model(name, one.block().get(), one.row())) {
            DjlModelBuilder builder = DjlModel.builder(model).withOnnx();
            if (name.equals("network")) {
                builder.outputs(Outputs.PROBABILITIES).normalization(Normalization.of(0.5f, 2));
            }
            LoggedModel logged = run.logModel(name, builder.build());
            try (dev.ratchet.model.Model djl = new DjlFlavor().load(ModelPackage.open(logged.directory()))) {
                List<String> columns = djl.source().signature().orElseThrow().inputColumns().stream()
                        .map(Column::name)
                        .toList();
                float[] rows = new float[ROWS * width];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = one.row().equals(new Shape(5)) ? random.nextInt(10) : (float) random.nextGaussian();
                }
                scores.add(name, columns, rows, djl.predict(FloatRows.of(columns, rows)));
            }
        }
    }
}
