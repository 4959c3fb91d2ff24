/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import dev.ratchet.data.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextValuesTest {

    @Test
    void times_areReadAsByInstantItself() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant expected = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
            String text = expected.toString();
            assertThat(TextValues.parse(DataType.TIMESTAMP_UTC, text)).isEqualTo(expected);
            assertThat(TextValues.parse(DataType.TIMESTAMP_UTC, text.replace('T', ' ')))
                    .isEqualTo(expected);
        }
        assertThat(TextValues.parse(DataType.TIMESTAMP_UTC, "2024-02-29T23:59:59Z"))
                .isEqualTo(Instant.parse("2024-02-29T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T00:00:00Z",
                "2023-13-01T00:00:00Z",
                "2023-00-01T00:00:00Z",
                "2023-01-00T00:00:00Z",
                "2023-04-31T00:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T00:60:00Z",
                "2023-01-01T00:00:60Z",
                "20x3-01-01T00:00:00Z",
                "2023/01/01T00:00:00Z",
                "2023-01-01T00:00:00X"
            })
    void whatIsNoTime_isRefused(String text) {
        assertThatThrownBy(() -> TextValues.parse(DataType.TIMESTAMP_UTC, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(text, "timestamp_utc");
    }
}
