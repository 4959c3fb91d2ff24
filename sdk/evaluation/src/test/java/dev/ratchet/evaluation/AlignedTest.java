/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlignedTest {

    private static RegressionPredictions predictions(String... keys) {
        double[] values = new double[keys.length];
        for (int row = 0; row < keys.length; row++) {
            values[row] = keys[row].hashCode();
        }
        return RegressionPredictions.of(values, values)
                .with(RowInfo.none().withKeys(List.of(keys)).withColumn("letter", List.of(keys)));
    }

    @Test
    void rows_areBroughtIntoTheFirstOnesOrder() {
        Aligned<RegressionPredictions> both = Aligned.of(predictions("a", "b", "c"), predictions("c", "a", "b"));

        assertThat(both.second().targets()).containsExactly(both.first().targets());
        assertThat(both.second().rows().keys()).contains(List.of("a", "b", "c"));
        assertThat(both.second().rows().columns()).containsEntry("letter", List.of("a", "b", "c"));
    }

    @Test
    void otherRows_areCountedAndNamed() {
        assertThatThrownBy(() -> Aligned.of(predictions("a", "b", "c", "d"), predictions("d", "x")))
                .hasMessageContaining("3 are missing in the second one (a, b, c)")
                .hasMessageContaining("1 are missing in the first one (x)");
        assertThatThrownBy(() -> Aligned.of(predictions("a", "a"), predictions("a", "b")))
                .hasMessageContaining("1 keys of the first model come more than once (a)");
    }

    @Test
    void rowsWithoutKeys_areAlignedByPosition_butNeverHalf() {
        RegressionPredictions bare = RegressionPredictions.of(new double[] {1, 2}, new double[] {1, 2});

        assertThat(Aligned.of(bare, bare).second()).isSameAs(bare);
        assertThatThrownBy(() -> Aligned.of(bare, predictions("a", "b"))).hasMessageContaining("the same key column");
        assertThatThrownBy(() -> Aligned.of(bare, RegressionPredictions.of(new double[1], new double[1])))
                .hasMessageContaining("2 and 1 rows, which have no keys");
        assertThatThrownBy(() -> bare.with(RowInfo.none().withWeights(1, 2, 3)))
                .hasMessage("There are 3 weights and 2 rows: each row needs one.");
    }

    @Test
    void mixed_takesSomeRowsFromTheOtherModel() {
        BitSet second = new BitSet();
        second.set(1);
        int[] labels = {0, 1, 1};
        BinaryPredictions first = BinaryPredictions.ofProbabilities(labels, new double[] {0.1, 0.2, 0.3});
        BinaryPredictions other = BinaryPredictions.ofProbabilities(labels, new double[] {0.7, 0.8, 0.9});

        assertThat(first.mixed(other, second).probabilities()).containsExactly(0.1, 0.8, 0.3);
        assertThat(first.mixed(other, second).predicted()).containsExactly(0, 1, 0);
        assertThat(other.mixed(first, second).probabilities()).containsExactly(0.7, 0.2, 0.9);
        assertThat(RegressionPredictions.of(new double[2], new double[] {1, 2})
                        .mixed(RegressionPredictions.of(new double[2], new double[] {3, 4}), second)
                        .predicted())
                .containsExactly(1, 4);
        assertThatThrownBy(() -> first.mixed(RegressionPredictions.of(new double[3], new double[3]), second))
                .hasMessageContaining("3 of BinaryPredictions and 3 of RegressionPredictions");
    }

    @Test
    void hits_areTheRowsThatAShareIsOf() {
        BinaryPredictions rows = BinaryPredictions.ofLabels(new int[] {1, 1, 0, 0}, new int[] {1, 0, 1, 0});
        Map<String, int[]> hits = new HashMap<>();
        Metrics.binary().forEach(metric -> metric.hits(rows).ifPresent(own -> hits.put(metric.name(), own)));

        assertThat(hits).containsOnlyKeys("accuracy_score", "recall_score", "specificity_score");
        assertThat(hits.get("accuracy_score")).containsExactly(1, 0, 0, 1);
        assertThat(hits.get("recall_score")).containsExactly(1, 0, -1, -1);
        assertThat(hits.get("specificity_score")).containsExactly(-1, -1, 0, 1);
    }
}
