/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * {@code Promotion.promote} on 1,000,000 rows of 30 columns with 20 slices, against scoring the same rows with the same two
 * XGBoost models; the rows are in memory in both. Digests, counting uses, the kept predictions and the page are in the
 * time, each decision on rows that were not digested before.
 *
 * <pre>
 * ./mvnw -q -Ppromotion-speed -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class PromotionSpeed {

    private static final String MODEL = "speed";
    private static final int COLUMNS = 30;
    private static final int SLICES = 20;
    private static final int TRAINING_ROWS = 20_000;
    private static final double GOAL = 3;

    private PromotionSpeed() {}

    /** Rows whose label depends on some of the columns. */
    private static final class Rows implements ModelInput {

        private final List<Column> columns = new ArrayList<>();
        private final float[] values;
        private final boolean[] labels;

        Rows(int count, long seed) {
            for (int column = 0; column < COLUMNS; column++) {
                columns.add(new Column("x" + column, ColumnType.FLOAT, true));
            }
            columns.add(new Column("site", ColumnType.STRING, true));
            columns.add(new Column("label", ColumnType.INTEGER, true));
            values = new float[count * COLUMNS];
            labels = new boolean[count];
            SplittableRandom random = new SplittableRandom(seed);
            for (int row = 0; row < count; row++) {
                double logit = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    float value = (float) (2 * random.nextDouble() - 1);
                    values[row * COLUMNS + column] = value;
                    logit += column < 10 ? value * (column % 3 == 0 ? values[row * COLUMNS] : 1) : 0;
                }
                labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-2 * logit));
            }
        }

        @Override
        public int rowCount() {
            return labels.length;
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public double number(int row, int column) {
            return column < COLUMNS ? values[row * COLUMNS + column] : labels[row] ? 1 : 0;
        }

        @Override
        public @Nullable String text(int row, int column) {
            return "site" + row % SLICES;
        }
    }

    /** Runs the comparison and prints it; ends with 1 when the goal is missed. */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("quick");
        int rows = quick ? 100_000 : 1_000_000;
        int rounds = quick ? 2 : 5;
        Path store = Files.createTempDirectory("ratchet-benchmark-");
        double[] ratios = new double[rounds];
        try (Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(store)
                        .localOnly()
                        .open();
                Table table = Tables.of("test", new Rows(rows, 1));
                Table some = table.head(10_000)) {
            train(ratchet, 100, 1);
            train(ratchet, 150, 2);
            Champions.of(ratchet).promote(NewChampion.of(MODEL, 1, Actor.claimed("benchmark"), "the first"));
            // Classes are loaded by a first decision on few rows.
            score(ratchet, some);
            promote(ratchet, some);
            for (int round = 0; round < rounds; round++) {
                double scoring = score(ratchet, table);
                double promoting = promote(ratchet, table);
                ratios[round] = promoting / scoring;
                System.out.printf(
                        Locale.ROOT,
                        "%,d rows: scoring twice %.2f s, promote %.2f s, ratio %.2f%n",
                        rows,
                        scoring,
                        promoting,
                        ratios[round]);
            }
        } finally {
            delete(store);
        }
        Arrays.sort(ratios);
        double median = ratios[rounds / 2];
        System.out.printf(
                Locale.ROOT,
                "median ratio %.2f, at most %.0f is the goal; heap in use at most %,d MiB%n",
                median,
                GOAL,
                peak() >> 20);
        if (median > GOAL) {
            System.exit(1);
        }
    }

    private static void train(Ratchet ratchet, int rounds, long seed) throws Exception {
        Map<String, Object> params = Map.of("objective", "binary:logistic", "max_depth", 6, "eta", 0.1, "seed", seed);
        try (Table table = Tables.of("training", new Rows(TRAINING_ROWS, 7));
                Table features = table.drop("site");
                TrackedMatrix train = TrackedMatrix.of(features, "label")) {
            ratchet.experiment(MODEL).run("train", run -> {
                Booster booster = AutologXGBoost.train(run, train, params, rounds, Map.of(), null, null);
                return run.register(MODEL, XGBoostModel.of(booster));
            });
        }
    }

    /** Seconds; loading is in both. */
    private static double score(Ratchet ratchet, Table table) {
        long begun = System.nanoTime();
        for (int version = 1; version <= 2; version++) {
            try (Model model = ratchet.load("models:/" + MODEL + "/" + version)) {
                float[][] scores = model.predict(table);
                if (scores.length != table.rowCount()) {
                    throw new IllegalStateException("a row has no score");
                }
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Seconds. The version stays a candidate, because the policy demands a tag that nobody sets. */
    private static double promote(Ratchet ratchet, Table table) {
        PromotionPolicy policy = PromotionPolicy.builder(MODEL)
                .superior("log_loss")
                .guard(new NoWorse("roc_auc", Margin.absolute(0.01)))
                .guard(new NoWorse("accuracy_score", Margin.absolute(0.01)))
                .slice(SliceRule.of("site", "log_loss", Margin.absolute(0.02)))
                .require(new Requirement.RequiredTag("ratchet.benchmark.never", Optional.empty()))
                .label("label")
                .build();
        // A table of its own, so that no digest is known from the round before.
        try (Table own = table.withName("test")) {
            long begun = System.nanoTime();
            PromotionResult result = Promotion.of(ratchet).promote(2, policy, own);
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (result.isPromoted()) {
                throw new IllegalStateException(result.summary());
            }
            return seconds;
        }
    }

    private static long peak() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                bytes += pool.getPeakUsage().getUsed();
            }
        }
        return bytes;
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
