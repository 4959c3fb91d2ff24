/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class BreastCancerTest {

    @TempDir
    Path store;

    @Test
    void run_trainsThreeSettings_registersTheBest_andSaysWhereToLook() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ModelVersion version = BreastCancer.run(ratchet, out, Progress.none());
            assertThat(version.number()).hasValue(1);
            String printed = bytes.toString(StandardCharsets.UTF_8);
            assertThat(printed)
                    .contains("shallow", "deep", "sampled", "registered as 'breast-cancer' version 1")
                    .contains("ratchet runs list --experiment breast-cancer --store " + store);
            Wdbc data = Wdbc.split(0.7, 42);
            try (Model model = ratchet.load("models:/breast-cancer/1")) {
                float[] labels = data.valid().labels().orElseThrow();
                float[][] scores = model.predict(data.valid());
                int right = 0;
                for (int i = 0; i < labels.length; i++) {
                    right += (scores[i][0] > 0.5f) == (labels[i] > 0.5f) ? 1 : 0;
                }
                assertThat((double) right / labels.length).isGreaterThan(0.93);
            }
        }
    }

    @Test
    void split_isRepeatable_andKeepsTheShares() throws Exception {
        Wdbc data = Wdbc.split(0.7, 42);
        assertThat(data.train().rowCount() + data.valid().rowCount()).isEqualTo(569);
        assertThat(malignant(data.train().labels().orElseThrow())).isBetween(0.36, 0.38);
        assertThat(malignant(data.valid().labels().orElseThrow())).isBetween(0.36, 0.38);
        assertThat(Wdbc.split(0.7, 42).train().identity())
                .isEqualTo(data.train().identity());
        assertThat(Wdbc.split(0.7, 43).train().identity())
                .isNotEqualTo(data.train().identity());
    }

    private static double malignant(float[] labels) {
        double sum = 0;
        for (float label : labels) {
            sum += label;
        }
        return sum / labels.length;
    }
}
