/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.onnx.OnnxFlavor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a data set did to a table is done again when rows of that table are scored. */
class DjlDatasetModelTest {

    @TempDir
    private Path directory;

    private record Flowers(List<Column> columns, @Nullable Object[]... rows) implements Dataset {

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
                    Map.of(),
                    Map.of(),
                    List.of(new DatasetDigest("content-1", "0123456789abcdef")));
        }
    }

    private static Flowers flowers(@Nullable Object[]... rows) {
        return new Flowers(
                List.of(
                        Column.of("length", ColumnType.DOUBLE),
                        Column.of("colour", ColumnType.STRING),
                        Column.of("kind", ColumnType.STRING)),
                rows);
    }

    private static Flowers flowers() {
        return flowers(new Object[] {1.5, "red", "rose"}, new Object[] {null, "blue", "iris"}, new @Nullable Object[] {
            3.5, null, "rose"
        });
    }

    private static TrackedDataset tracked(Dataset rows, String label) {
        return TrackedDataset.builder(rows, label)
                .setSampling(2, false)
                .optMissing(-1)
                .build();
    }

    private static Model network() {
        return Trained.model(
                new SequentialBlock().add(Linear.builder().setUnits(2).build()), new Shape(2));
    }

    private static float[][] expected(Model model) {
        // blue is 0, red is 1, and -1 stands for what is missing.
        float[] seen = {1.5f, 1, -1, 0, 3.5f, -1};
        return Trained.forward(model, new Shape(2), FloatRows.of(List.of("length", "colour"), seen));
    }

    @Test
    void dataset_givesThePackageItsCategories_andWhatIsMissing() throws Exception {
        try (Model model = network()) {
            DjlModelBuilder builder;
            try (TrackedDataset data = tracked(flowers(), "kind")) {
                builder = DjlModel.builder(model).dataset(data);
            }
            ModelPackage written = Trained.write(builder.build(), directory);
            assertThat(written.dictionary("colour")).containsExactly("blue", "red");
            assertThat(written.signature().orElseThrow().inputColumns())
                    .containsExactly(Column.of("length", ColumnType.DOUBLE), Column.of("colour", ColumnType.STRING));
            assertThat(written.flavor("djl").orElseThrow())
                    .containsEntry("missing", -1.0)
                    .containsEntry("classes", List.of("iris", "rose"));
            assertThat(Files.readString(directory.resolve("input_example.json")))
                    .contains("\"red\"", "null");
            try (dev.ratchet.model.Model loaded = new DjlFlavor().load(ModelPackage.open(directory))) {
                assertThat(loaded.predict(flowers())).isDeepEqualTo(expected(model));
                ModelInput unknown = flowers(new Object[] {1.5, "red", "rose"}, new Object[] {1.5, "green", "rose"});
                assertThatThrownBy(() -> loaded.predict(unknown))
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContaining("Column 'colour' has 'green' in row 1")
                        .hasMessageContaining("[blue, red]");
            }
            assertThat(DjlModel.of(model)).isNotEqualTo(builder.build());
        }
    }

    @Test
    void dataset_keepsTheClassesThatWereGiven_andRefusesOtherColumns() throws Exception {
        try (Model model = network();
                TrackedDataset data = tracked(flowers(), "kind")) {
            DjlModel given = DjlModel.builder(model)
                    .classes(List.of("no", "yes"))
                    .dataset(data)
                    .build();
            assertThat(given.classes()).containsExactly("no", "yes");
            DjlModel other = DjlModel.builder(model)
                    .dataset(data)
                    .columns(List.of("a", "b"))
                    .build();
            assertThatThrownBy(() -> Trained.write(other, directory))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("columns of texts [colour], but the columns were named [a, b]");
        }
    }

    @Test
    void withOnnx_fillsWhatIsMissing_andRefusesTexts() throws Exception {
        List<String> names = List.of("length", "width");
        FloatRows gaps = FloatRows.of(names, new float[] {1, Float.NaN, Float.NaN, 2});
        try (Model model = network();
                TrackedDataset texts = tracked(flowers(), "kind");
                TrackedDataset numbers = TrackedDataset.builder(dev.ratchet.dataset.FloatDataset.of("numbers", gaps))
                        .setSampling(2, false)
                        .optMissing(-1)
                        .build()) {
            DjlModel ofTexts = DjlModel.builder(model).dataset(texts).withOnnx().build();
            assertThatThrownBy(() -> Trained.write(ofTexts, directory.resolve("texts")))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("columns [colour] are texts")
                    .hasMessageContaining("withOnnx()");

            ModelPackage written = Trained.write(
                    DjlModel.builder(model)
                            .dataset(numbers)
                            .normalization(Normalization.of(1, 2))
                            .withOnnx()
                            .build(),
                    directory.resolve("numbers"));
            float[][] filled = Trained.forward(model, new Shape(2), FloatRows.of(names, new float[] {0, -1, -1, 0.5f}));
            try (dev.ratchet.model.Model djl = new DjlFlavor().load(written);
                    dev.ratchet.model.Model onnx = new OnnxFlavor().load(written)) {
                assertThat(djl.predict(gaps)).isDeepEqualTo(filled);
                for (int i = 0; i < 4; i++) {
                    assertThat(onnx.predict(gaps)[i / 2][i % 2])
                            .isCloseTo(filled[i / 2][i % 2], org.assertj.core.data.Offset.offset(1e-5f));
                }
            }
        }
    }
}
