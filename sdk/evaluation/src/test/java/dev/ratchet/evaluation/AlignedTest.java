/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import org.junit.jupiter.api.Test;

import java.util.List;

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
}
