/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import dev.ratchet.model.FloatRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Packages that are loaded where nothing of what trained them is on the class path. */
class AnotherJvmTest {

    private static final String MAIN = """
            import dev.ratchet.Ratchet;
            import dev.ratchet.model.FloatRows;
            import dev.ratchet.model.Model;
            import java.nio.file.Path;
            import java.util.Arrays;

            public class Score {
                public static void main(String[] args) {
                    float[] values = new float[5 * 64];
                    java.util.List<String> names = new java.util.ArrayList<>();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (i * 5 + i / 3) % 7;
                    }
                    for (int i = 0; i < 64; i++) {
                        names.add("f" + i);
                    }
                    try (Ratchet ratchet = Ratchet.builder().store(Path.of(args[1])).localOnly().open();
                            Model model = ratchet.load(args[0])) {
                        System.out.println("scores " + Arrays.deepToString(model.predict(FloatRows.of(names, values))));
                    } catch (dev.ratchet.RatchetException e) {
                        System.out.println("refused: " + e.getMessage());
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    private String score(List<String> classPath, Path files) throws Exception {
        List<String> all = new ArrayList<>(classPath);
        all.add(Compiled.classes(directory.resolve("main"), "Score", MAIN).toString());
        return Compiled.run(
                directory,
                all,
                "Score",
                files.toString(),
                directory.resolve("store").toString());
    }

    @Test
    void load_predictsTheSameFloats_inAnotherJvm() throws Exception {
        try (Model model = Trained.network()) {
            FloatRows rows = Trained.rows(5, 64);
            Path files = Trained.write(DjlModel.of(model), directory.resolve("package"))
                    .directory();
            String expected = Arrays.deepToString(Trained.forward(model, new Shape(64), rows));
            assertThat(expected).doesNotContain("NaN");
            List<String> classPath = Compiled.classPathWithout("junit", "assertj", "ratchet-testing", "sdk/testing");
            assertThat(score(classPath, files)).contains("scores " + expected);
        }
    }

    @Test
    void load_saysWhatToAdd_whenTheEngineIsNotOnTheClassPath() throws Exception {
        try (Model model = Trained.network()) {
            Path files = Trained.write(DjlModel.of(model), directory.resolve("package"))
                    .directory();
            assertThat(score(Compiled.classPathWithout("pytorch"), files))
                    .contains("refused: The model needs DJL's engine 'PyTorch', but the class path has none.")
                    .contains("ai.djl.pytorch:pytorch-engine:0.35.1", "pytorch-jni:2.7.1-0.35.1")
                    .contains("pytorch-native-cpu:2.7.1");
            assertThat(score(Compiled.classPathWithout("pytorch-native"), files))
                    .contains("refused: DJL's engine 'PyTorch' does not start", "pytorch-native-cpu:2.7.1");
        }
    }
}
