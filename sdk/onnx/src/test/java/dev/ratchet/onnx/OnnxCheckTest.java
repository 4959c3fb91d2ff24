/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnnxCheckTest {

    private static final OnnxModel MODEL = OnnxModel.of(OnnxGraphTest.linear());

    private static float[][] original(float[] rows, int count) {
        float[][] scores = new float[count][];
        for (int i = 0; i < count; i++) {
            float a = rows[2 * i];
            float b = rows[2 * i + 1];
            scores[i] = new float[] {a + 2 * b, -3 * a + 0.5f * b, 4 * b};
        }
        return scores;
    }

    @Test
    void run_givesTheLargestDifference_whenTheOriginalIsEqual() {
        assertThat(OnnxCheck.against(OnnxCheckTest::original, OnnxCheck.normal(2))
                        .seed(7)
                        .run(MODEL)
                        .absolute())
                .isLessThan(1e-6);
    }

    @Test
    void run_isRelative_whenOutputsAreLarge() {
        OnnxCheck.Original close = (rows, count) -> {
            float[][] scores = original(rows, count);
            scores[0][2] *= 1.000005f;
            return scores;
        };

        OnnxCheck.Difference seen =
                OnnxCheck.against(close, (random, count) -> filled(count, 1000)).run(MODEL);

        assertThat(seen.held()).isBetween(4e-6, 1e-5);
        assertThat(seen.absolute()).isBetween(0.016, 0.024);
    }

    @Test
    void run_namesTheWorstOutput_whenOneDiffers() {
        OnnxCheck.Original other = (rows, count) -> {
            float[][] scores = original(rows, count);
            scores[count - 1][0] += count == 64 ? 5e-4f : 0;
            return scores;
        };
        OnnxCheck check = OnnxCheck.against(other, (random, count) -> filled(count, 0.1f));

        assertThatThrownBy(() -> check.run(MODEL))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("output 0 of row 63 in a batch of 64")
                .hasMessageContaining("0.000500 apart where 1e-05 is allowed")
                .hasMessageContaining("Nothing was logged");
    }

    @Test
    void run_fails_whenOneIsNotANumber() {
        OnnxCheck.Original other = (rows, count) -> {
            float[][] scores = original(rows, count);
            scores[0][1] = Float.NaN;
            return scores;
        };

        assertThatThrownBy(() -> OnnxCheck.against(other, OnnxCheck.normal(2)).run(MODEL))
                .hasMessageContaining("output 1 of row 0 in a batch of 1")
                .hasMessageContaining("NaN in the original");
    }

    @Test
    void run_fails_whenTheNumberOfOutputsDiffers() {
        OnnxCheck.Original narrow = (rows, count) -> new float[count][1];

        assertThatThrownBy(() -> OnnxCheck.against(narrow, OnnxCheck.normal(2)).run(MODEL))
                .hasMessageContaining("gives 3 outputs a row, the original 1");
    }

    private static float[] filled(int count, float value) {
        float[] rows = new float[2 * count];
        java.util.Arrays.fill(rows, value);
        return rows;
    }
}
