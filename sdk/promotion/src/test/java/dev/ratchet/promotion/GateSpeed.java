/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.SliceRule;

import java.util.List;
import java.util.stream.IntStream;

/** How long a decision on many rows takes; {@code main} prints it. */
final class GateSpeed {

    private static final int ROWS = 1_000_000;
    private static final int SLICES = 20;

    private GateSpeed() {}

    /** The argument is how often; the first times are slower. */
    public static void main(String[] arguments) {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Scores scores = Scores.of(ROWS, 1);
        List<String> keys =
                IntStream.range(0, ROWS).mapToObj(row -> "key-" + row).toList();
        List<String> sites = IntStream.range(0, ROWS)
                .mapToObj(row -> "site-" + row * 31L % SLICES)
                .toList();
        RowInfo rows = RowInfo.none().withKeys(keys).withColumn("site", sites);
        BinaryPredictions champion = scores.model(0.5, 1).with(rows);
        BinaryPredictions candidate = scores.model(0.45, 2).with(rows);
        PromotionPolicy policy = PromotionPolicy.builder("large")
                .superior("log_loss")
                .guard(new NoWorse("roc_auc", Margin.absolute(0.01)))
                .guard(new NoWorse("accuracy_score", Margin.absolute(0.01)))
                .slice(SliceRule.of("site", "log_loss", Margin.absolute(0.05)))
                .slice(SliceRule.of("site", "roc_auc", Margin.absolute(0.05)))
                .build();
        for (int time = 0; time < times; time++) {
            long start = System.nanoTime();
            Evidence evidence = Evidence.of(champion, candidate).build();
            long aligned = System.nanoTime();
            PromotionDecision decision = Promotion.decide(policy, evidence);
            long decided = System.nanoTime();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    "%s: %d rows aligned in %d ms, decided in %d ms, %d MiB of heap in use%n",
                    decision.verdict(),
                    ROWS,
                    (aligned - start) / 1_000_000,
                    (decided - aligned) / 1_000_000,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        }
    }
}
