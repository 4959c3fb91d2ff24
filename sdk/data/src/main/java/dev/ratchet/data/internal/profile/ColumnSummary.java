/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Cells;
import dev.ratchet.data.profile.ColumnProfile;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Arrays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the figures of one column. Used by one thread. */
final class ColumnSummary {

    private static final int TOP = 10;
    private static final double[] SHARES = {
        0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 1
    };
    private static final long FNV_START = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;

    private final TableSchema.Field field;
    private final boolean numbers;
    private final boolean floats;
    private final ValueCounts values = new ValueCounts();
    private final Quantiles quantiles = new Quantiles();
    private final Moments moments = new Moments();
    private final GrowingHistogram histogram = new GrowingHistogram();
    private long count;
    private long missing;
    private long nonFinite;
    private @Nullable Object min;
    private @Nullable Object max;

    ColumnSummary(TableSchema.Field field) {
        this.field = field;
        DataType.Kind kind = field.type().kind();
        this.numbers = field.type().isNumeric() && kind != DataType.Kind.BOOLEAN;
        this.floats = kind == DataType.Kind.FLOAT32 || kind == DataType.Kind.FLOAT64;
    }

    void add(Cells cells, int rows) {
        for (int row = 0; row < rows; row++) {
            if (cells.isMissing(row)) {
                missing++;
            } else if (floats) {
                count++;
                addFloat(cells, row);
            } else {
                count++;
                addObject(cells, row);
            }
        }
    }

    private void addFloat(Cells cells, int row) {
        double value = cells.numbers().applyAsDouble(row) + 0.0;
        if (!Double.isFinite(value)) {
            nonFinite++;
        } else {
            addNumber(value);
        }
        if (!Double.isNaN(value)) {
            // The value as it is kept, so that 0.1f is not written as 0.10000000149011612.
            values.add(
                    Hashes.mix(Double.doubleToLongBits(value)),
                    () -> cells.values().apply(row));
            limits(value);
        }
    }

    private void addObject(Cells cells, int row) {
        Object value = cells.values().apply(row);
        if (numbers) {
            addNumber(cells.numbers().applyAsDouble(row));
        }
        values.add(hash(value), () -> value);
        if (field.type().kind() != DataType.Kind.BINARY && field.type().kind() != DataType.Kind.LIST) {
            limits(value);
        }
    }

    private void addNumber(double value) {
        moments.add(value);
        quantiles.add(value);
        histogram.add(value);
    }

    @SuppressWarnings("unchecked") // Values of one column are of one class.
    private void limits(Object value) {
        Comparable<Object> comparable = (Comparable<Object>) value;
        if (min == null || comparable.compareTo(min) < 0) {
            min = value;
        }
        if (max == null || comparable.compareTo(max) > 0) {
            max = value;
        }
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    /** Of whole numbers and times without their text, which would be most of what describing a file allocates. */
    private static long hash(Object value) {
        if (value instanceof Long whole) {
            return Hashes.mix(whole);
        } else if (value instanceof Instant instant) {
            return Hashes.mix(Hashes.mix(instant.getEpochSecond()) + instant.getNano());
        } else if (value instanceof LocalDateTime local) {
            return hash(local.toInstant(ZoneOffset.UTC));
        } else if (value instanceof LocalDate day) {
            return Hashes.mix(day.toEpochDay());
        } else if (value instanceof LocalTime time) {
            return Hashes.mix(time.toNanoOfDay());
        }
        return hash(text(value));
    }

    private static long hash(String text) {
        long hash = FNV_START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return Hashes.mix(hash);
    }

    ColumnProfile profile() {
        List<ColumnProfile.TopValue> top = values.top(TOP).stream()
                .map(one -> new ColumnProfile.TopValue(text(one.value()), one.count()))
                .toList();
        return new ColumnProfile(
                field.name(),
                field.type(),
                count,
                missing,
                nonFinite,
                values.distinct(),
                values.isExact(),
                Optional.ofNullable(min).map(ColumnSummary::text),
                Optional.ofNullable(max).map(ColumnSummary::text),
                top,
                values.missed(),
                moments.count() == 0 ? Optional.empty() : Optional.of(figures()));
    }

    private ColumnProfile.Numbers figures() {
        Map<Double, Double> byShare = new LinkedHashMap<>();
        double[] found = quantiles.at(SHARES);
        for (int i = 0; i < found.length; i++) {
            byShare.put(SHARES[i], found[i]);
        }
        return new ColumnProfile.Numbers(
                moments.min(),
                moments.max(),
                moments.mean(),
                moments.deviation(),
                byShare,
                quantiles.isExact(),
                Arrays.stream(histogram.edges()).boxed().toList(),
                Arrays.stream(histogram.counts()).boxed().toList());
    }
}
