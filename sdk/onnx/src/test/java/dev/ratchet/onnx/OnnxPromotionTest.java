/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** ONNX models are judged on the same rows, and the better one becomes champion. */
class OnnxPromotionTest {

    @TempDir
    Path store;

    /** A logistic regression of two columns. */
    private static OnnxModel logistic(float x, float z) {
        OnnxGraph graph = new OnnxGraph("logistic");
        String input = graph.input("X", -1, 2);
        String sum = graph.add("MatMul", List.of(input, graph.floats("weight", new float[] {x, z}, 2, 1)), Map.of());
        graph.output("probability", graph.add("Sigmoid", List.of(sum), Map.of()), -1, 1);
        return OnnxModel.builder(graph.toBytes()).columns(List.of("x", "z")).build();
    }

    private static Rows rows() {
        Random random = new Random(4);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double x = random.nextGaussian();
            long y = random.nextDouble() < 1 / (1 + Math.exp(-2 * x)) ? 1 : 0;
            cells.add(List.of(random.nextGaussian(), y, x));
        }
        return new Rows(
                List.of(
                        Column.of("z", ColumnType.DOUBLE),
                        Column.of("y", ColumnType.LONG),
                        Column.of("x", ColumnType.DOUBLE)),
                cells);
    }

    @Test
    void promote_makesTheBetterModelChampion() {
        PromotionPolicy policy = PromotionPolicy.builder("churn")
                .superior("log_loss")
                .firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY)
                .guard(new Threshold("roc_auc", Threshold.Side.AT_LEAST, 0.55, JudgedBy.BOUND))
                .predictions(PromotionPolicy.Predicted.LEAVE_OUT)
                .build();
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(store).localOnly().open()) {
            for (OnnxModel model : List.of(logistic(1.2f, 0.9f), logistic(2, 0), logistic(0.2f, 2))) {
                ratchet.experiment("churn").run("train", run -> run.register("churn", model));
            }
            Promotion promotion =
                    Promotion.of(ratchet).actor(Actor.claimed("ann")).label("y");

            PromotionResult first = promotion.promote(1, policy, rows());
            PromotionResult better = promotion.promote(2, policy, rows());
            PromotionResult worse = promotion.promote(3, policy, rows());

            assertThat(first.isPromoted()).as(first.summary()).isTrue();
            assertThat(better.isPromoted()).as(better.summary()).isTrue();
            assertThat(worse.isPromoted()).as(worse.summary()).isFalse();
            assertThat(ratchet.stores().registry().versionByAlias("churn", "champion"))
                    .hasValueSatisfying(
                            champion -> assertThat(champion.number()).isEqualTo(2));
        }
    }
}
