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
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    void pyfunc_givesTheScoresOfDjl_forEveryKindOfLayer() throws Exception {
        List<String> lines = new ArrayList<>();
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
                kinds().forEach((name, one) -> lines.addAll(log(run, name, one)));
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
        }
        Path file = Files.write(directory.resolve("expected.txt"), lines);
        String script;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/python/pyfunc.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        List<String[]> seen = MLFLOW.runPython(script, runId, file.toString())
                .lines()
                .filter(line -> line.startsWith("pyfunc ") || line.startsWith("served "))
                .map(line -> line.split(" ", -1))
                .toList();

        assertThat(seen).hasSize(3 * kinds().size());
        for (String[] one : seen) {
            assertThat(Double.parseDouble(one[3]))
                    .as("%s %s, %s rows", (Object[]) one)
                    .isLessThan(1e-5);
        }
    }

    /** Logs a model; its name and columns, rows, and what DJL gives for them. */
    private static List<String> log(Run run, String name, Layers.Case one) {
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
                float[][] scores = djl.predict(FloatRows.of(columns, rows));
                return List.of(
                        name + " " + String.join(" ", columns),
                        text(rows),
                        Arrays.stream(scores).map(Mlflow3DjlOnnxTest::text).collect(Collectors.joining(" ")));
            }
        }
    }

    private static String text(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(" "));
    }
}
