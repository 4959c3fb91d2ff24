/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;
import dev.ratchet.xgboost.AutologOptions;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What autologging costs between the first and the last iteration, and once per training: 1,000 rows of 30 features, 300
 * rounds, depth 6, two watches. A is stock {@code XGBoost.train} with the same watches, B is {@link AutologXGBoost#train}; rounds go A B B A
 * in one JVM. Times are taken where the loop asks the last watch for its handle, so both are measured at one place.
 * There is one XGBoost thread: several spin while they wait for each other, which drowns all else on a busy machine.
 *
 * <pre>
 * ./mvnw -q -Pautolog-overhead -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class AutologOverhead {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROWS = 1000;
    private static final int FEATURES = 30;
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 3;
    private static final int MEASURED = 11;

    private static final Map<String, Object> PARAMS =
            Map.of("objective", "binary:logistic", "max_depth", 6, "eta", 0.1, "nthread", 1, "verbose_eval", 0);

    /** A matrix that notes when its handle is asked for. */
    private static final class ClockedMatrix extends DMatrix {

        private final long[] times = new long[4 * ROUNDS];
        private final long[] cpuTimes = new long[4 * ROUNDS];
        private int asked;

        ClockedMatrix(FloatDataset data) throws XGBoostError {
            super(data.rows().values(), data.rowCount(), FEATURES, Float.NaN);
            setLabel(data.labels().orElseThrow());
        }

        @Override
        public long getHandle() {
            if (times != null) { // null while the constructor of DMatrix runs
                cpuTimes[asked] = THREADS.getCurrentThreadCpuTime();
                times[asked++] = System.nanoTime();
            }
            return super.getHandle();
        }

        /** Between the first and the last evaluation, which are the last to ask in their iterations. */
        Sample sample(int askedPerIteration, long start) {
            int last = asked - 1;
            int first = last - (ROUNDS - 1) * askedPerIteration;
            return new Sample(
                    (double) (times[last] - times[first]) / (ROUNDS - 1),
                    (double) (cpuTimes[last] - cpuTimes[first]) / (ROUNDS - 1),
                    System.nanoTime() - start);
        }
    }

    private record Sample(double perIteration, double cpu, double whole) {}

    private AutologOverhead() {}

    /** Runs the comparison and prints it. */
    public static void main(String[] args) throws XGBoostError, IOException {
        Path store = Files.createTempDirectory("ratchet-benchmark-");
        FloatDataset data = data();
        List<Sample> plain = new ArrayList<>();
        List<Sample> logged = new ArrayList<>();
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                TrackedMatrix train = TrackedMatrix.of(data)) {
            for (int round = 0; round < WARM_UP + MEASURED; round++) {
                Sample a1 = plain(train, data);
                Sample b1 = logged(ratchet, train, data);
                Sample b2 = logged(ratchet, train, data);
                Sample a2 = plain(train, data);
                if (round >= WARM_UP) {
                    plain.addAll(List.of(a1, a2));
                    logged.addAll(List.of(b1, b2));
                }
            }
        }
        print(plain, logged);
    }

    private static FloatDataset data() {
        Random random = new Random(7);
        float[] values = new float[ROWS * FEATURES];
        float[] labels = new float[ROWS];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < ROWS; i++) {
            float sum = values[i * FEATURES] + values[i * FEATURES + 1] * values[i * FEATURES + 2];
            labels[i] = sum + random.nextGaussian() > 0 ? 1 : 0;
        }
        for (int i = 0; i < FEATURES; i++) {
            names.add("feature " + i);
        }
        return FloatDataset.builder("random", FloatRows.of(names, values))
                .labels(labels)
                .build();
    }

    private static Map<String, DMatrix> watches(DMatrix train, DMatrix valid) {
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("train", train);
        watches.put("valid", valid);
        return watches;
    }

    private static Sample plain(TrackedMatrix train, FloatDataset data) throws XGBoostError {
        ClockedMatrix valid = new ClockedMatrix(data);
        long start = System.nanoTime();
        Booster booster =
                XGBoost.train(train, PARAMS, ROUNDS, watches(train, valid), new float[2][ROUNDS], null, null, 0);
        Sample sample = valid.sample(1, start);
        booster.dispose();
        valid.dispose();
        return sample;
    }

    private static Sample logged(Ratchet ratchet, TrackedMatrix train, FloatDataset data) throws XGBoostError {
        ClockedMatrix valid = new ClockedMatrix(data);
        Booster booster;
        long start;
        try (Run run = ratchet.experiment("overhead").start("run")) {
            start = System.nanoTime();
            AutologOptions options = AutologOptions.defaults();
            booster = AutologXGBoost.train(run, options, train, PARAMS, ROUNDS, watches(train, valid), null, null);
            run.complete();
        }
        Sample sample = valid.sample(2, start);
        booster.dispose();
        valid.dispose();
        return sample;
    }

    private static void print(List<Sample> plain, List<Sample> logged) {
        double[] a = plain.stream().mapToDouble(Sample::perIteration).sorted().toArray();
        double[] b = logged.stream().mapToDouble(Sample::perIteration).sorted().toArray();
        double[] cpuA = plain.stream().mapToDouble(Sample::cpu).sorted().toArray();
        double[] cpuB = logged.stream().mapToDouble(Sample::cpu).sorted().toArray();
        line("median", median(a), median(b));
        line("fastest", a[0], b[0]);
        line("median of the thread's CPU time", median(cpuA), median(cpuB));
        line("least CPU time", cpuA[0], cpuB[0]);
        System.out.printf(
                Locale.ROOT, "plain's slowest/fastest: %.2f (no verdict above 1.3)%n", a[a.length - 1] / a[0]);
        double wholeA =
                median(plain.stream().mapToDouble(Sample::whole).sorted().toArray());
        double wholeB =
                median(logged.stream().mapToDouble(Sample::whole).sorted().toArray());
        System.out.printf(
                Locale.ROOT,
                "once per training: %.0f ms (digest of a plain matrix, model package, importances, pictures)%n",
                (wholeB - wholeA - (median(b) - median(a)) * (ROUNDS - 1)) / 1e6);
    }

    private static void line(String what, double plain, double logged) {
        System.out.printf(
                Locale.ROOT,
                "per iteration, %s: plain %.1f us, logged %.1f us: %+.2f us, ratio %.4f%n",
                what,
                plain / 1e3,
                logged / 1e3,
                (logged - plain) / 1e3,
                logged / plain);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
