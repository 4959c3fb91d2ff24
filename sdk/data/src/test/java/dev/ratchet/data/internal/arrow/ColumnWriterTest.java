/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(NoMemoryLeft.class)
class ColumnWriterTest {

    private static final int ROWS = 1_000;

    record Case(DataType type, List<@Nullable Object> values) {}

    static List<Case> cases() {
        return List.of(
                one(DataType.BOOLEAN, true, null, false),
                one(DataType.INT8, -128L, 127L, null),
                one(DataType.INT16, -32_768L, null, 32_767L),
                one(DataType.INT32, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE),
                one(DataType.INT64, null, Long.MIN_VALUE, Long.MAX_VALUE),
                one(DataType.UINT8, 255L, null),
                one(DataType.UINT16, 65_535L),
                one(DataType.UINT32, 4_294_967_295L, null),
                one(DataType.UINT64, new BigInteger("18446744073709551615"), null, BigInteger.TWO),
                one(DataType.FLOAT32, 0.1f, null, Float.NaN),
                one(DataType.FLOAT64, null, Double.MIN_VALUE, Double.NEGATIVE_INFINITY),
                one(
                        DataType.decimal(38, 2),
                        new BigDecimal("-999999999999999999999999999999999999.99"),
                        null,
                        new BigDecimal("0.01"),
                        new BigDecimal("999999999999999999999999999999999999.99")),
                one(DataType.DATE, LocalDate.parse("1969-12-31"), null),
                one(DataType.TIME, null, LocalTime.parse("23:59:59.999999")),
                one(DataType.TIMESTAMP, LocalDateTime.parse("1900-01-01T00:00:00.000001"), null),
                one(DataType.TIMESTAMP_UTC, Instant.parse("2013-01-01T10:00:00Z"), null),
                one(DataType.STRING, "", null, "ASCII", "äöü", "日本語🦆"),
                one(DataType.CATEGORICAL, "b", null, "a", "b", "ü"),
                one(DataType.listOf(DataType.STRING), List.of(), null, Arrays.asList("x", null, "ü")),
                one(
                        DataType.listOf(DataType.listOf(DataType.INT8)),
                        List.of(List.of(1L), List.of(), List.of(2L, 3L)),
                        null));
    }

    private static Case one(DataType type, @Nullable Object... values) {
        return new Case(type, Arrays.asList(values));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void values_areReadBack_alsoFromTheNextColumn(Case one) {
        try (ColumnWriter writer = new ColumnWriter(one.type(), ArrowMemory.allocator())) {
            for (int rows : new int[] {ROWS, 0, one.values().size()}) {
                for (int row = 0; row < rows; row++) {
                    writer.add(one.values().get(row % one.values().size()));
                }
                Chunk chunk = writer.finish();
                List<@Nullable Object> read = new ArrayList<>();
                for (int row = 0; row < chunk.size(); row++) {
                    read.add(
                            chunk.cells().isMissing(row)
                                    ? null
                                    : chunk.cells().values().apply(row));
                }
                chunk.release();
                List<@Nullable Object> expected = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    expected.add(one.values().get(row % one.values().size()));
                }
                assertThat(read).isEqualTo(expected);
            }
        }
    }
}
