/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.dataset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Digests that MLflow 3.17.2 and 2.22.5 computed: {@code mlflow.data.from_numpy(array, targets=...).digest}. */
class PythonArrayDigestTest {

    private static PythonArrayDigest digest() {
        return new PythonArrayDigest();
    }

    @Test
    void hex_isWhatPythonComputes_forFloats() {
        assertThat(digest().add(new double[] {1, 2, 3, 4}, 2, 2).hex()).isEqualTo("448d9ba5");
        assertThat(digest().add(new float[] {1, 2, 3, 4}, 2, 2).hex()).isEqualTo("7daa0efc");
    }

    @Test
    void hex_isWhatPythonComputes_withTargets() {
        assertThat(digest().add(new double[] {1, 2, 3, 4}, 2, 2)
                        .add(new long[] {0, 1}, 2)
                        .hex())
                .isEqualTo("1b937a5e");
    }

    @Test
    void hex_isWhatPythonComputes_forWholeNumbersAndBooleans() {
        assertThat(digest().add(new int[] {1, -2, 3}, 3).hex()).isEqualTo("01f33fe6");
        byte[] bytes = new byte[24];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(digest().add(bytes, 2, 3, 4).hex()).isEqualTo("dfccb4cf");
        assertThat(digest().add(new boolean[] {true, false}, 2).hex()).isEqualTo("c3712814");
    }

    @Test
    void hex_looksAtTenThousandElementsAndTheWholeShape() {
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        assertThat(digest().add(values, 2000, 10).hex()).isEqualTo("404768ad");
        values[19_999] = -1;
        assertThat(digest().add(values, 2000, 10).hex()).isEqualTo("404768ad");
    }

    @Test
    void hex_takesZerosAndMissingValuesAsPandasDoes() {
        assertThat(digest().add(new double[] {0.0, -0.0, Double.NaN}, 3).hex()).isEqualTo("51c10f20");
    }
}
