/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Expected texts are Python's {@code str(value)}. */
class ParamTextTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("hist", "hist"),
                Arguments.of(3, "3"),
                Arguments.of(0.3, "0.3"),
                Arguments.of(0.3f, "0.3"),
                Arguments.of(1.0, "1.0"),
                Arguments.of(0.0005, "0.0005"),
                Arguments.of(1e-5, "1e-05"),
                Arguments.of(-2.5e-7, "-2.5e-07"),
                Arguments.of(1e7, "10000000.0"),
                Arguments.of(1.5e300, "1.5e+300"),
                Arguments.of(Double.NaN, "nan"),
                Arguments.of(Float.NEGATIVE_INFINITY, "-inf"),
                Arguments.of(true, "True"),
                Arguments.of(List.of("logloss", "auc"), "['logloss', 'auc']"),
                Arguments.of(new Object[] {1, 0.5, false}, "[1, 0.5, False]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_writesWhatPythonWrites(Object value, String text) {
        assertThat(ParamText.of(value)).isEqualTo(text);
    }
}
