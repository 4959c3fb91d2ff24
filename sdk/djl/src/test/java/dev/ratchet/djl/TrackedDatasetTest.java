/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Record;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrackedDatasetTest {

    /** A table in memory: texts and numbers, null for missing. */
    private record Table(List<Column> columns, @Nullable Object[]... rows) implements Dataset {

        @Override
        public int rowCount() {
            return rows.length;
        }

        @Override
        public double number(int row, int column) {
            return rows[row][column] instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        @Override
        public @Nullable String text(int row, int column) {
            Object value = rows[row][column];
            return value == null ? null : value.toString();
        }

        @Override
        public DatasetIdentity identity() {
            return new DatasetIdentity(
                    "flowers",
                    DatasetSource.code(),
                    Map.of("mlflow_colspec", List.of()),
                    Map.of("num_rows", rows.length),
                    List.of(new DatasetDigest("content-1", "0123456789abcdef")));
        }
    }

    private static Table flowers(@Nullable Object[]... rows) {
        return new Table(
                List.of(
                        Column.of("length", ColumnType.DOUBLE),
                        Column.of("kind", ColumnType.STRING),
                        Column.of("colour", ColumnType.STRING)),
                rows);
    }

    private static Table flowers() {
        return flowers(
                new Object[] {1.5, "rose", "red"}, new Object[] {2.5, "iris", "blue"}, new Object[] {3.5, "rose", "blue"
                });
    }

    @Test
    void build_makesRecordsOfColumns_andKeepsTheDataset() {
        try (TrackedDataset data = TrackedDataset.builder(flowers(), "kind")
                        .setSampling(2, false)
                        .build();
                NDManager scope = Engine.getInstance().newBaseManager()) {
            assertThat(data.size()).isEqualTo(3);
            assertThat(data.featureNames()).containsExactly("length", "colour");
            assertThat(data.classes()).containsExactly("iris", "rose");
            assertThat(data.dictionaries()).isEqualTo(Map.of("colour", List.of("blue", "red")));
            Record first = data.get(scope, 0);
            assertThat(first.getData().get(0).toFloatArray()).containsExactly(1.5f, 1f);
            assertThat(first.getLabels().get(0).getFloat()).isEqualTo(1f);
            assertThat(data.firstRows().rowCount()).isEqualTo(3);
            assertThat(data.identity().mlflowDigest()).isEqualTo("0123456789abcdef");
            assertThat(data.identity().digest(FloatDataset.DIGEST_KIND)).isPresent();
            assertThat(data.identity().schema()).containsKey("mlflow_colspec");
        }
    }

    @Test
    void like_takesOverFeaturesCategoriesAndShape() {
        Table other = flowers(new Object[] {9.0, "rose", "blue"});
        try (TrackedDataset data = TrackedDataset.builder(flowers(), "kind")
                        .setSampling(2, false)
                        .optShape(new Shape(1, 2))
                        .build();
                TrackedDataset like = data.like(other).setSampling(1, false).build();
                NDManager scope = Engine.getInstance().newBaseManager()) {
            Record record = like.get(scope, 0);
            assertThat(record.getData().get(0).getShape()).isEqualTo(new Shape(1, 2));
            assertThat(record.getData().get(0).toFloatArray()).containsExactly(9f, 0f);
            assertThat(record.getLabels().get(0).getFloat()).isEqualTo(1f);
        }
    }

    @Test
    void getData_givesWholeBatches() throws Exception {
        try (TrackedDataset data = Blobs.tracked("blobs", 70, 1);
                NDManager scope = Engine.getInstance().newBaseManager()) {
            int rows = 0;
            for (Batch batch : data.getData(scope)) {
                assertThat(batch.getData().get(0).getShape().get(1)).isEqualTo(Blobs.FEATURES);
                rows += batch.getSize();
                batch.close();
            }
            assertThat(rows).isEqualTo(70);
        }
    }

    @Test
    void build_saysEveryProblem() {
        Table gaps = flowers(new Object[] {null, "rose", "red"}, new Object[] {1.0, null, "red"});
        assertThatThrownBy(() -> TrackedDataset.builder(gaps, "kind")
                        .setSampling(2, false)
                        .build())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("column 'length' has 1 values that are missing or not finite, the first in row 0")
                .hasMessageContaining("column 'kind' has 1 values")
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> TrackedDataset.builder(flowers(), "colours")
                        .setSampling(2, false)
                        .build())
                .hasMessageContaining("no column 'colours'")
                .hasMessageContaining("[length, kind, colour]");
        try (TrackedDataset data =
                TrackedDataset.builder(flowers(), "kind").setSampling(2, false).build()) {
            Table green = flowers(new Object[] {1.0, "rose", "green"});
            assertThatThrownBy(() -> data.like(green).setSampling(1, false).build())
                    .hasMessageContaining("column 'colour' has 'green' in row 0");
        }
        assertThatThrownBy(() -> TrackedDataset.builder(flowers(), "kind").build())
                .hasMessageContaining("setSampling(batchSize, random)");
        assertThatThrownBy(() -> TrackedDataset.builder(flowers(), "kind")
                        .setSampling(2, false)
                        .optShape(new Shape(1, 8, 8))
                        .build())
                .hasMessageContaining("has 64 values, but a row of 'flowers' has 2");
        assertThatThrownBy(() -> TrackedDataset.builder(flowers(), "kind")
                        .setSampling(2, false)
                        .optLimit(1)
                        .build())
                .hasMessageContaining("optLimit is 1");
    }

    @Test
    void optMissing_standsInForWhatIsMissing() {
        FloatDataset rows = FloatDataset.of("gaps", FloatRows.of(List.of("a", "b"), new float[] {1, Float.NaN, 3, 4}));
        assertThatThrownBy(
                        () -> TrackedDataset.builder(rows).setSampling(1, false).build())
                .hasMessageContaining("column 'b' is missing or not finite in row 0");
        try (TrackedDataset data = TrackedDataset.builder(rows)
                        .setSampling(1, false)
                        .optMissing(0)
                        .build();
                NDManager scope = Engine.getInstance().newBaseManager()) {
            assertThat(data.get(scope, 0).getData().get(0).toFloatArray()).containsExactly(1f, 0f);
            assertThat(rows.rows().values()[1]).isNaN();
        }
    }
}
