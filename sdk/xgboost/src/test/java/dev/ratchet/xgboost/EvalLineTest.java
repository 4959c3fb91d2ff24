/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class EvalLineTest {

    @Test
    void read_givesEveryMetricOfEveryWatch() {
        EvalLine line = new EvalLine(List.of("train", "valid"));
        line.read("[39]\ttrain-logloss:0.26688911929266762\ttrain-auc:0.5\tvalid-logloss:0.4\tvalid-auc:0.75");
        assertThat(line.metrics())
                .containsExactly(
                        entry("train-logloss", 0.2668891192926676),
                        entry("train-auc", 0.5),
                        entry("valid-logloss", 0.4),
                        entry("valid-auc", 0.75));
        assertThat(line.metricsPerWatch()).isEqualTo(2);
        assertThat(line.lastMetric()).isEqualTo("auc");
        assertThat(line.lastOfWatch(0)).isEqualTo(0.5f);
        assertThat(line.lastOfWatch(1)).isEqualTo(0.75f);
    }

    @Test
    void read_splitsAtTheLastColon_whenNamesHaveColonsDashesAndAts() {
        EvalLine line = new EvalLine(List.of("a:b-c@1", "tr-ain"));
        line.read("[0]\ta:b-c@1-ndcg@5-:0.25\ttr-ain-ndcg@5-:0.5");
        assertThat(line.metrics()).containsExactly(entry("a:b-c@1-ndcg@5-", 0.25), entry("tr-ain-ndcg@5-", 0.5));
        assertThat(line.lastMetric()).isEqualTo("ndcg@5-");
    }

    @Test
    void read_takesWhatIsNotFinite() {
        EvalLine line = new EvalLine(List.of("a"));
        line.read("[0]\ta-auc:nan\ta-x:-nan\ta-y:inf\ta-z:-inf");
        assertThat(line.metrics().values())
                .containsExactly(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(line.lastOfWatch(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void read_givesFloatsAsStockDoes_notByWayOfDouble() {
        EvalLine line = new EvalLine(List.of("a"));
        String text = "1.00000017881393421";
        line.read("[0]\ta-x:" + text);
        assertThat(line.lastOfWatch(0)).isEqualTo(Float.parseFloat(text));
    }

    @Test
    void read_givesNothing_whenThereIsNoMetric() {
        EvalLine line = new EvalLine(List.of("a"));
        line.read("[3]");
        line.read("[4]");
        assertThat(line.metrics()).isEmpty();
        assertThat(line.metricsPerWatch()).isZero();
    }

    @Test
    void read_usesTheNamesOfTheFirstLine() {
        EvalLine line = new EvalLine(List.of("a", "b"));
        line.read("[0]\ta-x:1\tb-x:2");
        line.read("[1]\ta-x:3\tb-x:4");
        assertThat(line.metrics()).containsExactly(entry("a-x", 3.0), entry("b-x", 4.0));
    }

    @Test
    void read_refusesWhatItDoesNotUnderstand() {
        EvalLine line = new EvalLine(List.of("a", "b"));
        assertThatThrownBy(() -> line.read("[0]\ta-x:1\tb-x:2\tb-y:2"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("b-y:2")
                .hasMessageContaining("cannot be read");
    }
}
