/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.values.LooseValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** One digest in all formats of files, and another one for every change. Databases have their own test. */
@ExtendWith(NoMemoryLeft.class)
class FlightsIdentityTest {

    private static final int BLOCK = 65_536;
    private static final int CHANGES = 100;

    @TempDir
    Path folder;

    @Test
    void csvParquetAndArrow_haveOneDigest() {
        TableFile csv = TableFile.csv(Flights.file(), Flights.TYPES);
        TableScan expected = csv.scan();
        for (String name : List.of("a.parquet", "a.arrow", "a.csv", "a.tsv.gz")) {
            Path file = folder.resolve(name);
            assertThat(csv.convertTo(file)).isEqualTo(expected.rowCount());
            TableFile converted = name.equals("a.arrow") ? TableFile.of(file) : TableFile.of(file, expected.schema());
            TableScan scan = converted.scan();
            assertThat(scan.digest().differences(expected.digest())).as(name).isEmpty();
            assertThat(scan.identity().mlflowDigest())
                    .isEqualTo(expected.identity().mlflowDigest());
            assertThat(scan.missing()).isEqualTo(expected.missing());
            assertThat(converted.digestOfRowsInAnyOrder()).isEqualTo(csv.digestOfRowsInAnyOrder());
            try (Table table = converted.read()) {
                assertThat(table.digest().digest()).isEqualTo(expected.digest().digest());
            }
        }
    }

    @Test
    void shuffledRows_haveOneMultisetDigest() {
        try (Table table = Flights.read()) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, table.rowCount()).boxed().toList());
            Collections.shuffle(order, new Random(1));
            try (Table shuffled =
                    table.rows(order.stream().mapToInt(Integer::intValue).toArray())) {
                assertThat(shuffled.digestOfRowsInAnyOrder()).isEqualTo(table.digestOfRowsInAnyOrder());
                assertThat(shuffled.digest().digest())
                        .isNotEqualTo(table.digest().digest());
            }
        }
    }

    @Test
    void everyChangedCell_givesAnotherDigest_andIsNamed() {
        Random random = new Random(2);
        Set<String> digests = new HashSet<>();
        Set<String> unordered = new HashSet<>();
        try (Table table = Flights.read()) {
            digests.add(table.digest().digest().hex());
            for (int i = 0; i < CHANGES; i++) {
                int row = random.nextInt(table.rowCount());
                int column = random.nextInt(table.schema().size());
                try (Table changed = changed(table, row, column, i % 4 == 0)) {
                    int first = row / BLOCK * BLOCK;
                    String name = table.schema().fields().get(column).name();
                    assertThat(changed.digest().differences(table.digest()))
                            .containsExactly("column '" + name + "': rows " + first + " to " + (first + BLOCK - 1));
                    digests.add(changed.digest().digest().hex());
                    unordered.add(changed.digestOfRowsInAnyOrder().hex());
                }
            }
        }
        assertThat(digests).hasSize(CHANGES + 1);
        assertThat(unordered).hasSize(CHANGES);
    }

    private static Table changed(Table table, int row, int column, boolean toMissing) {
        TableSchema.Field field = table.schema().fields().get(column);
        boolean missing = table.isMissing(row, column);
        Object other = toMissing && !missing ? null : other(field.type(), table.value(row, column));
        return table.derive(field.name(), field.type(), each -> each.index() == row ? other : each.value(field.name()));
    }

    /** A value that is as near as the type allows. */
    private static Object other(DataType type, @Nullable Object value) {
        if (value == null) {
            return LooseValues.convert(
                    type, type.isText() ? "" : type.kind() == DataType.Kind.TIMESTAMP_UTC ? Instant.EPOCH : 0L);
        }
        return switch (type.kind()) {
            case INT16, INT64 -> (Long) value ^ 1;
            case FLOAT64 -> Math.nextUp((Double) value);
            case DECIMAL -> ((BigDecimal) value).add(new BigDecimal("0.01"));
            case TIMESTAMP_UTC -> ((Instant) value).plus(1, ChronoUnit.MICROS);
            default -> Objects.toString(value) + " ";
        };
    }
}
