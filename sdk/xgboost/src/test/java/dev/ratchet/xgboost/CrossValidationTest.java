/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CrossValidationTest {

    private static final Map<String, Object> PARAMS = Map.of("objective", "binary:logistic", "max_depth", 3);

    @TempDir
    Path store;

    @Test
    void testRows_dealOutEveryRowOnce_andDependOnTheSeedOnly() {
        List<int[]> folds = Fold.testRows(10, 3, 42);
        assertThat(folds.stream().flatMapToInt(Arrays::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
        assertThat(folds).extracting(fold -> fold.length).containsExactly(3, 3, 4);
        assertThat(Fold.testRows(10, 3, 42)).usingRecursiveComparison().isEqualTo(folds);
        assertThat(Fold.testRows(10, 3, 43).get(0)).isNotEqualTo(folds.get(0));
        assertThat(Fold.others(5, new int[] {1, 3})).containsExactly(0, 2, 4);
    }

    @Test
    void crossValidation_logsFoldsMeansAndDeviations() throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("cv");
                TrackedMatrix data = Wdbc.all().train()) {
            CrossValidation result = AutologXGBoost.crossValidation(
                    run, data, PARAMS, 5, 3, new String[] {"logloss", "auc"}, null, null, 42);
            assertThat(result.folds()).hasSize(3);
            double mean = IntStream.range(0, 3)
                    .mapToDouble(fold ->
                            runs.values(run, "fold-" + fold + "/test-auc").get(4))
                    .average()
                    .orElseThrow();
            assertThat(runs.values(run, "test-auc-mean"))
                    .hasSize(5)
                    .isEqualTo(result.means().get("test-auc"));
            assertThat(last(result.means(), "test-auc")).isCloseTo(mean, within(1e-12));
            assertThat(runs.values(run, "test-logloss-std"))
                    .isEqualTo(result.deviations().get("test-logloss"));
            assertThat(runs.record(run).params())
                    .containsEntry("nfold", "3")
                    .containsEntry("cv_seed", "42")
                    .containsEntry("eval_metric", "['logloss', 'auc']");
            assertThat(runs.record(run).inputs())
                    .singleElement()
                    .extracting("context")
                    .isEqualTo("train");
            run.complete();
        }
    }

    @Test
    void crossValidation_isRepeatable_andItsFoldsAreStockTrainings() throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run first = runs.start("first");
                Run second = runs.start("second");
                TrackedMatrix data = Wdbc.all().train()) {
            CrossValidation one = AutologXGBoost.crossValidation(first, data, PARAMS, 5, 4, null, null, null, 1);
            CrossValidation two = AutologXGBoost.crossValidation(second, data, PARAMS, 5, 4, null, null, null, 1);
            assertThat(one).isEqualTo(two);
            int[] test = Fold.testRows(426, 4, 1).get(2);
            DMatrix trainRows = data.slice(Fold.others(426, test));
            DMatrix testRows = data.slice(test);
            Booster stock = XGBoost.train(trainRows, PARAMS, 5, Map.of(), null, null);
            String line = stock.evalSet(new DMatrix[] {testRows}, new String[] {"test"}, 4);
            assertThat(line).endsWith("test-logloss:" + text(line));
            assertThat(last(one.folds().get(2), "test-logloss")).isEqualTo(Double.parseDouble(text(line)));
            first.complete();
            second.complete();
        }
    }

    private static double last(Map<String, List<Double>> values, String key) {
        List<Double> curve = Objects.requireNonNull(values.get(key));
        return curve.get(curve.size() - 1);
    }

    private static String text(String line) {
        return line.substring(line.lastIndexOf(':') + 1);
    }

    @Test
    void crossValidation_refusesTooManyFolds() throws Exception {
        try (LocalRuns runs = new LocalRuns(store);
                Run run = runs.start("cv");
                TrackedMatrix data = Wdbc.all().train()) {
            assertThatThrownBy(() -> AutologXGBoost.crossValidation(run, data, PARAMS, 5, 1, null, null, null, 42))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("nfold is 1")
                    .hasMessageContaining("2 to 426");
        }
    }
}
