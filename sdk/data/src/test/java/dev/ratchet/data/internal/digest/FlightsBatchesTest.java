/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.Flights;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Gather;
import dev.ratchet.data.internal.arrow.TableRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Neither threads nor the size of batches are seen in a digest. */
@ExtendWith(NoMemoryLeft.class)
class FlightsBatchesTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "1, 100000", "2, 100000"})
    void digests_areTheSame_forAllThreadsAndBatches(int threads, int batchRows) {
        try (Table table = Flights.read()) {
            try (BatchSource source = new Rebatched(table, batchRows)) {
                assertThat(ContentDigest.of(source, threads).hex()).isEqualTo(Flights.content());
            }
            try (BatchSource source = new Rebatched(table, batchRows)) {
                assertThat(MultisetDigest.of(source, threads)).isEqualTo(Flights.multiset());
            }
            assertThat(table.digest().digest().hex()).isEqualTo(Flights.content());
            assertThat(table.digestOfRowsInAnyOrder().hex()).isEqualTo(Flights.multiset());
        }
    }

    /** The rows of a table in batches of another size. */
    private static final class Rebatched implements BatchSource {

        private final List<Batch> kept = new ArrayList<>();
        private final TableSchema schema;
        private final Gather gather;
        private final int[] positions;
        private final int batchRows;
        private int done;

        Rebatched(Table table, int batchRows) {
            this.schema = table.schema();
            BatchSource source = TableRows.of(table);
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                kept.add(batch);
            }
            this.gather = new Gather(schema, kept, ArrowMemory.allocator());
            this.positions = IntStream.range(0, table.rowCount()).toArray();
            this.batchRows = batchRows;
        }

        @Override
        public TableSchema schema() {
            return schema;
        }

        @Override
        public @Nullable Batch next() {
            if (done == positions.length) {
                return null;
            }
            int from = done;
            done = Math.min(positions.length, from + batchRows);
            return gather.take(positions, from, done);
        }

        @Override
        public void close() {
            kept.forEach(Batch::close);
        }
    }
}
