/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

class TrackedMatrixTest {

    private static final FloatRows ROWS = FloatRows.of(List.of("a", "b"), new float[] {1, 2, 3, Float.NaN, -0.0f, 6});

    @TempDir
    Path store;

    @Test
    void of_makesTheMatrixThatXGBoostWouldMake() throws Exception {
        DMatrix stock = new DMatrix(ROWS.values(), 3, 2, Float.NaN);
        try (TrackedMatrix matrix = TrackedMatrix.of("m", ROWS, new float[] {0, 1, 0})) {
            stock.setLabel(new float[] {0, 1, 0});
            stock.setFeatureNames(new String[] {"a", "b"});
            assertThat(MatrixIdentity.content(matrix)).isEqualTo(MatrixIdentity.content(stock));
            assertThat(matrix.nonMissingNum()).isEqualTo(5);
            assertThat(matrix.getFeatureTypes()).isEmpty();
        } finally {
            stock.dispose();
        }
    }

    @Test
    void identity_hasNameSchemaProfileAndBothDigests() {
        try (TrackedMatrix matrix = TrackedMatrix.of("m", ROWS, new float[] {0, 1, 0})) {
            DatasetIdentity identity = matrix.identity();
            assertThat(identity.name()).isEqualTo("m");
            assertThat(identity.digests())
                    .extracting(DatasetDigest::kind)
                    .containsExactly("float32-rows-1", "mlflow-python-1");
            assertThat(identity.schemaJson()).contains("mlflow_tensorspec").contains("[-1,2]");
            assertThat(identity.profileJson()).contains("\"features_shape\":[3,2]");
        }
    }

    @Test
    void identity_changesItsDigest_whenALabelChanges() throws Exception {
        try (TrackedMatrix matrix = TrackedMatrix.of("m", ROWS, new float[] {0, 1, 0});
                TrackedMatrix other = TrackedMatrix.of("m", ROWS, new float[] {0, 1, 1})) {
            assertThat(matrix.identity().mlflowDigest())
                    .isNotEqualTo(other.identity().mlflowDigest());
            assertThat(matrix.identity().digest("mlflow-python-1"))
                    .isEqualTo(other.identity().digest("mlflow-python-1"));
            matrix.setLabel(new float[] {0, 1, 1});
            assertThat(matrix.identity().digests().get(0).kind()).isEqualTo("xgboost-dmatrix-1");
        }
    }

    @Test
    void of_turnsTextsIntoCategories() throws Exception {
        Texts data = new Texts(
                "pets",
                List.of("kind", "weight", "tame"),
                List.of(List.of("dog", 20.0, "yes"), List.of("cat", 4.0, "yes"), List.of("", 5.0, "no")));
        try (TrackedMatrix matrix = TrackedMatrix.of(data, "tame")) {
            assertThat(matrix.featureNames()).containsExactly("kind", "weight");
            assertThat(matrix.getFeatureTypes()).containsExactly("c", "q");
            assertThat(matrix.dictionaries()).containsExactly(entry("kind", List.of("cat", "dog")));
            assertThat(matrix.getLabel()).containsExactly(1, 1, 0);
            assertThat(matrix.firstRows().values()).containsExactly(1, 20, 0, 4, Float.NaN, 5);
            assertThat(matrix.identity().digests())
                    .extracting(DatasetDigest::kind)
                    .contains("texts-test");
        }
    }

    @Test
    void ofADataset_keepsItsSchemaAndDigest_andWhatItHasToSay() throws Exception {
        Described data = new Described(
                new Texts("pets", List.of("kind", "tame"), List.of(List.of("dog", 1.0), List.of("cat", 0.0))));
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("described");
                TrackedMatrix matrix = TrackedMatrix.of(data, "tame");
                TrackedMatrix other = matrix.like(data)) {
            AutologXGBoost.train(run, matrix, Map.of(), 1, Map.of("valid", other), null, null)
                    .dispose();

            RunRecord logged = runs.record(run);
            assertThat(logged.inputs()).allSatisfy(input -> {
                assertThat(input.digest()).isEqualTo("0123456789");
                assertThat(input.schema()).isEqualTo("{\"mlflow_colspec\":[\"kind\"]}");
                assertThat(input.profile())
                        .startsWith("{\"num_rows\":2,\"predicts\":\"tame\",\"features_shape\":[2,1]")
                        .contains("float32-rows-1", "mlflow-python-1");
            });
            assertThat(logged.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .containsExactly(tuple("pets", "train"), tuple("valid", "eval"));
            assertThat(logged.tags()).containsEntry("split", "by tame");
            assertThat(runs.text(run, "split.json", store)).isEqualTo("{}");
        }
    }

    @Test
    void like_givesTheSameNumbersToTheSameCategories() {
        Texts train = new Texts(
                "train", List.of("kind", "y"), List.of(List.of("cat", 0.0), List.of("dog", 1.0), List.of("emu", 1.0)));
        Texts valid = new Texts("valid", List.of("y", "kind"), List.of(List.of(1.0, "emu"), List.of(1.0, "dog")));
        try (TrackedMatrix matrix = TrackedMatrix.of(train, "y");
                TrackedMatrix other = matrix.like(valid);
                TrackedMatrix alone = TrackedMatrix.of(valid, "y")) {
            assertThat(other.firstRows().values()).containsExactly(2, 1);
            assertThat(alone.firstRows().values()).containsExactly(1, 0);
            TrackedMatrix.checkAlike(matrix, Map.of("valid", other));
            assertThatThrownBy(() -> TrackedMatrix.checkAlike(matrix, Map.of("valid", alone)))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("watch 'valid'")
                    .hasMessageContaining("train.like(dataset)");
        }
    }

    @Test
    void like_saysEveryProblemAtOnce() {
        Texts train = new Texts(
                "train", List.of("kind", "x", "y"), List.of(List.of("cat", 1.0, 0.0), List.of("dog", 2.0, 1.0)));
        Texts valid = new Texts("valid", List.of("kind", "y"), List.of(List.of("yak", 1.0)));
        try (TrackedMatrix matrix = TrackedMatrix.of(train, "y")) {
            assertThatThrownBy(() -> matrix.like(valid))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("column 'kind' has 'yak' in row 0")
                    .hasMessageContaining("column 'x' is missing");
        }
    }

    @Test
    void of_namesRowAndColumn_whenAValueIsWrong() {
        FloatRows infinite = FloatRows.of(List.of("a", "b"), new float[] {1, 2, 3, Float.POSITIVE_INFINITY});
        assertThatThrownBy(() -> TrackedMatrix.of("m", infinite, new float[] {0, 1}))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("row 1, column 'b'");
        assertThatThrownBy(() -> TrackedMatrix.of("m", ROWS, new float[] {0, Float.NaN, 1}))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("label NaN in row 1");
        assertThatThrownBy(() -> TrackedMatrix.of(FloatDataset.builder("m", ROWS)
                        .labels(new float[] {0, 1, 1})
                        .weights(new float[] {1, -2, 1})
                        .build()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("weight -2.0 in row 1");
        assertThatThrownBy(() -> TrackedMatrix.of("m", ROWS, new float[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows but 2 labels");
        assertThatThrownBy(() -> TrackedMatrix.of("m", FloatRows.of(List.of("a"), new float[0]), new float[0]))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void setters_refuseWhatWouldEndTheJvm() {
        try (TrackedMatrix matrix = TrackedMatrix.of("m", ROWS, new float[] {0, 1, 0})) {
            assertThatThrownBy(() -> matrix.setLabel((float[]) null)).hasMessageContaining("got null");
            assertThatThrownBy(() -> matrix.setWeight(new float[2]))
                    .hasMessageContaining("one weight per row, 3, but got 2");
            assertThatThrownBy(() -> matrix.setBaseMargin((float[]) null)).hasMessageContaining("are null");
            assertThatThrownBy(() -> matrix.setGroup(new int[] {1, 1})).hasMessageContaining("add up to its 3 rows");
            assertThatThrownBy(() -> matrix.setQueryId(new int[] {1})).hasMessageContaining("one query id per row");
        }
    }

    @Test
    void train_refusesDisposedMatricesAndBadArguments_insteadOfEndingTheJvm() throws Exception {
        TrackedMatrix closed = TrackedMatrix.of("closed", ROWS, new float[] {0, 1, 0});
        closed.close();
        closed.close();
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("guards");
                TrackedMatrix open = TrackedMatrix.of("open", ROWS, new float[] {0, 1, 0})) {
            assertThatThrownBy(() -> AutologXGBoost.train(run, closed, Map.of(), 1, Map.of(), null, null))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("The training matrix was disposed");
            assertThatThrownBy(() -> AutologXGBoost.train(run, open, Map.of(), 1, Map.of("w", closed), null, null))
                    .hasMessageContaining("The matrix of watch 'w' was disposed");
            assertThatThrownBy(() -> AutologXGBoost.train(run, open, Map.of(), 1, Map.of("a\tb", open), null, null))
                    .hasMessageContaining("Watch name 'a\\tb' is not allowed");
            assertThatThrownBy(() -> AutologXGBoost.train(
                            run, open, Map.of(), 3, Map.of("w", open), new float[1][2], null, null, 0))
                    .hasMessageContaining("new float[1][3]");
            var disposed = AutologXGBoost.train(run, open, Map.of(), 1, Map.of(), null, null);
            disposed.dispose();
            assertThatThrownBy(
                            () -> AutologXGBoost.train(run, open, Map.of(), 1, Map.of(), null, null, null, 0, disposed))
                    .hasMessageContaining("The booster was disposed");
            assertThatThrownBy(() -> run.logModel("another name", XGBoostModel.of(disposed)))
                    .hasMessageContaining("The booster was disposed");
        }
    }
}
