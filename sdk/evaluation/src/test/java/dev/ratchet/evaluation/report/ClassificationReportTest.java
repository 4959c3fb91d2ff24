/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The texts are what {@code print(classification_report(y, p, labels=..., target_names=..., zero_division=0))} of scikit-learn
 * 1.9.1 prints.
 */
class ClassificationReportTest {

    private static final List<String> NAMES = List.of("a", "beta", "a class of a longer name", "d");
    private static final int[] LABELS = {0, 1, 2, 2, 2, 3, 3, 0, 1, 2, 3, 3};
    private static final int[] PREDICTED = {0, 0, 2, 2, 1, 3, 0, 0, 1, 2, 3, 2};

    @Test
    void text_isThatOfScikitLearn_forSeveralClasses() {
        assertThat(ClassificationReport.of(MulticlassPredictions.ofLabels(NAMES, LABELS, PREDICTED))
                        .text())
                .isEqualTo("""
                                          precision    recall  f1-score   support

                                       a       0.50      1.00      0.67         2
                                    beta       0.50      0.50      0.50         2
                a class of a longer name       0.75      0.75      0.75         4
                                       d       1.00      0.50      0.67         4

                                accuracy                           0.67        12
                               macro avg       0.69      0.69      0.65        12
                            weighted avg       0.75      0.67      0.67        12
                """);
    }

    @Test
    void text_isThatOfScikitLearn_forWeights() {
        MulticlassPredictions rows = MulticlassPredictions.ofLabels(NAMES, LABELS, PREDICTED)
                .with(RowInfo.none().withWeights(1, 2.5, 1, .1, .1, .1, 3, 1, 1, 0, 2, .7));

        assertThat(ClassificationReport.of(rows).text()).isEqualTo("""
                                          precision    recall  f1-score   support

                                       a       0.27      1.00      0.42       2.0
                                    beta       0.91      0.29      0.43       3.5
                a class of a longer name       0.61      0.92      0.73 1.2000000000000002
                                       d       1.00      0.36      0.53       5.8

                                accuracy                           0.50      12.5
                               macro avg       0.70      0.64      0.53      12.5
                            weighted avg       0.82      0.50      0.51      12.5
                """);
    }

    @Test
    void text_isThatOfScikitLearn_forTwoClasses() {
        int[] labels = IntStream.range(0, 200).map(row -> row < 130 ? 0 : 1).toArray();
        int[] predicted = IntStream.range(0, 200)
                .map(row -> row < 125 ? 0 : row < 130 ? 1 : row < 138 ? 0 : 1)
                .toArray();
        BinaryPredictions rows = BinaryPredictions.ofLabels(labels, predicted).withClasses("benign", "malignant");

        assertThat(ClassificationReport.of(rows).text()).isEqualTo("""
                              precision    recall  f1-score   support

                      benign       0.94      0.96      0.95       130
                   malignant       0.93      0.89      0.91        70

                    accuracy                           0.94       200
                   macro avg       0.93      0.92      0.93       200
                weighted avg       0.93      0.94      0.93       200
                """);
    }

    @Test
    void text_isThatOfScikitLearn_forAClassWithoutRows() {
        BinaryPredictions rows =
                BinaryPredictions.ofLabels(new int[2], new int[2]).withClasses("no", "yes");

        assertThat(ClassificationReport.of(rows).text()).isEqualTo("""
                              precision    recall  f1-score   support

                          no       1.00      1.00      1.00         2
                         yes       0.00      0.00      0.00         0

                    accuracy                           1.00         2
                   macro avg       0.50      0.50      0.50         2
                weighted avg       1.00      1.00      1.00         2
                """);
    }

    @Test
    void json_hasTheKeysOfScikitLearn() {
        Map<String, Object> json = ClassificationReport.of(MulticlassPredictions.ofLabels(NAMES, LABELS, PREDICTED))
                .toJsonValue();

        assertThat(json)
                .containsOnlyKeys("a", "beta", "a class of a longer name", "d", "accuracy", "macro avg", "weighted avg")
                .containsEntry("a", Map.of("precision", 0.5, "recall", 1.0, "f1-score", 2.0 / 3, "support", 2.0));
    }

    @Test
    void noRows_areRefused() {
        assertThatThrownBy(() -> ClassificationReport.of(BinaryPredictions.ofLabels(new int[0], new int[0])))
                .isInstanceOf(UndefinedMetricException.class)
                .hasMessageContaining("no rows");
    }
}
