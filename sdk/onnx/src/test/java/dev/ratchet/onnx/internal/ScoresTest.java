/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.OnnxJavaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScoresTest {

    private static final Port TWO = new Port("scores", Port.Kind.TENSOR, OnnxJavaType.FLOAT, List.of(-1L, 2L));

    private static Port tensor(OnnxJavaType type, Long... shape) {
        return new Port("other", Port.Kind.TENSOR, type, List.of(shape));
    }

    @ParameterizedTest
    @CsvSource({"INT64, true", "STRING, true", "INT32, false", "BOOL, false"})
    void of_takesTwoFloatsForClasses_onlyBesideOneLabelARow(OnnxJavaType type, boolean labelled) {
        assertThat(Scores.of(List.of(tensor(type, -1L), TWO)).labelled()).isEqualTo(labelled);
        assertThat(Scores.of(List.of(TWO, tensor(type, -1L))).labelled()).isEqualTo(labelled);
        assertThat(Scores.of(List.of(TWO, tensor(type, -1L, 1L))).labelled()).isFalse();
        assertThat(Scores.of(List.of(TWO, tensor(type, -1L, 2L))).labelled()).isFalse();
    }

    @Test
    void of_takesMapsForClasses_besideAnything() {
        Port maps = new Port("maps", Port.Kind.MAPS, OnnxJavaType.FLOAT, List.of());

        assertThat(Scores.of(List.of(tensor(OnnxJavaType.INT64, -1L, 1L), maps)).labelled())
                .isTrue();
        assertThat(Scores.of(List.of(maps)).labelled()).isFalse();
    }

    @Test
    void of_keepsAllFloats_whenSeveralOutputsHaveThem() {
        Scores scores = Scores.of(List.of(TWO, tensor(OnnxJavaType.FLOAT, -1L), tensor(OnnxJavaType.INT64, -1L)));

        assertThat(scores.chosen()).hasSize(2);
        assertThat(scores.labelled()).isFalse();
    }
}
