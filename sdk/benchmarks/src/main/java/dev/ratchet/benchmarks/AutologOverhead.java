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
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What autologging costs between the first and the last iteration, and once per training: 1,000 rows of 30 features, 300
 * rounds, depth 6, two watches. A is stock {@code XGBoost.train} with the same watches, B is {@link AutologXGBoost#train};
 * rounds go A B B A in one JVM. Times are taken where the loop asks the last watch for its handle, so both are measured
 * at one place. Every training does the same work in its iteration i, so the median over the trainings is taken for each
 * iteration by itself: an interruption by the machine moves one time of one iteration, not a whole training. The interval
 * of 95 % is a percentile bootstrap (B. Efron 1979, doi:10.1214/aos/1176344552) that draws rounds.
 *
 * <p>The argument is the number of XGBoost threads, by default one: several spin while they wait for each other.
 *
 * <pre>
 * ./mvnw -q -Pautolog-overhead -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class AutologOverhead {

    private static final int ROWS = 1000;
    private static final int FEATURES = 30;
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 4;
    private static final int MEASURED = 32;
    private static final int RESAMPLES = 1000;
    /** These come right after what happens once: the run's begin and the digests of the data. */
    private static final int BEGINNING = 90;

    /** Notes when the loop asks for its matrices: the last watch before an evaluation, the training matrix before an update. */
    private static final class Stopwatch {

        private final long[] evaluations = new long[4 * ROUNDS];
        private final long[] updates = new long[4 * ROUNDS];
        private int count;
        private long lastEvaluation;

        void evaluation() {
            lastEvaluation = System.nanoTime();
        }

        void update() {
            if (lastEvaluation != 0) {
                evaluations[count] = lastEvaluation;
                updates[count++] = System.nanoTime();
                lastEvaluation = 0;
            }
        }

        /**
         * The iterations between the first and the last evaluation, which nothing asks after.
         *
         * @param passes how often an iteration asks for all watches; its last pass is the evaluation
         */
        Sample sample(int passes, double whole) {
            double[] iterations = new double[ROUNDS - 1];
            double[] parts = new double[ROUNDS - 1];
            for (int i = 0; i < ROUNDS - 1; i++) {
                int pass = count - (ROUNDS - 1 - i) * passes;
                long next = pass + passes < count ? evaluations[pass + passes] : lastEvaluation;
                iterations[i] = next - evaluations[pass];
                parts[i] = updates[pass] - evaluations[pass];
            }
            return new Sample(iterations, parts, whole);
        }
    }

    /** A matrix that says when its handle is asked for. */
    private static final class ClockedMatrix extends DMatrix {

        private final @Nullable Runnable asked;

        ClockedMatrix(FloatDataset data, Runnable asked) throws XGBoostError {
            super(data.rows().values(), data.rowCount(), FEATURES, Float.NaN);
            setLabel(data.labels().orElseThrow());
            this.asked = asked;
        }

        @Override
        public long getHandle() {
            if (asked != null) { // null while the constructor runs
                asked.run();
            }
            return super.getHandle();
        }
    }

    /**
     * The nanoseconds of each iteration, the part of it from an evaluation's begin to the next update, and the whole
     * training.
     */
    private record Sample(double[] iterations, double[] parts, double whole) {}

    private AutologOverhead() {}

    /** Runs the comparison and prints it; the argument is the number of XGBoost threads. */
    public static void main(String[] args) throws XGBoostError, IOException {
        int threads = args.length == 0 ? 1 : Integer.parseInt(args[0]);
        Map<String, Object> params = Map.of(
                "objective", "binary:logistic", "max_depth", 6, "eta", 0.1, "nthread", threads, "verbose_eval", 0);
        Path store = Files.createTempDirectory("ratchet-benchmark-");
        FloatDataset data = data();
        List<Sample> plain = new ArrayList<>();
        List<Sample> logged = new ArrayList<>();
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open()) {
            for (int round = 0; round < WARM_UP + MEASURED; round++) {
                Sample a1 = plain(data, params);
                Sample b1 = logged(ratchet, data, params);
                Sample b2 = logged(ratchet, data, params);
                Sample a2 = plain(data, params);
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

    private static Sample plain(FloatDataset data, Map<String, Object> params) throws XGBoostError {
        return timed(
                data,
                1,
                (train, watches) -> XGBoost.train(train, params, ROUNDS, watches, new float[2][ROUNDS], null, null, 0));
    }

    private static Sample logged(Ratchet ratchet, FloatDataset data, Map<String, Object> params) throws XGBoostError {
        return timed(data, 2, (train, watches) -> {
            try (Run run = ratchet.experiment("overhead").start("run")) {
                Booster booster = AutologXGBoost.train(
                        run, AutologOptions.defaults(), train, params, ROUNDS, watches, null, null);
                run.complete();
                return booster;
            }
        });
    }

    @FunctionalInterface
    private interface Trainer {
        Booster train(DMatrix train, Map<String, DMatrix> watches) throws XGBoostError;
    }

    private static Sample timed(FloatDataset data, int passes, Trainer trainer) throws XGBoostError {
        Stopwatch stopwatch = new Stopwatch();
        ClockedMatrix train = new ClockedMatrix(data, stopwatch::update);
        ClockedMatrix valid = new ClockedMatrix(data, stopwatch::evaluation);
        long start = System.nanoTime();
        Booster booster = trainer.train(train, watches(train, valid));
        Sample sample = stopwatch.sample(passes, (double) (System.nanoTime() - start));
        booster.dispose();
        train.dispose();
        valid.dispose();
        return sample;
    }

    private static void print(List<Sample> plain, List<Sample> logged) {
        compare("from an evaluation to the next update, where all that is logged lies", plain, logged, Sample::parts);
        compare("the whole iteration", plain, logged, Sample::iterations);
        double wholes = medianOf(logged, Sample::whole) - medianOf(plain, Sample::whole);
        double loops =
                (perIteration(logged, Sample::iterations) - perIteration(plain, Sample::iterations)) * (ROUNDS - 1);
        System.out.printf(
                Locale.ROOT,
                "once per training: %.0f ms (digests of plain matrices, code and environment, model package, importances, pictures)%n",
                (wholes - loops) / 1e6);
    }

    private static void compare(
            String what, List<Sample> plain, List<Sample> logged, Function<Sample, double[]> times) {
        double iteration = perIteration(plain, Sample::iterations);
        System.out.println("per iteration, " + what + ":");
        line("plain, logged", perIteration(plain, times), perIteration(logged, times), iteration);
        line(
                "  up to iteration " + BEGINNING,
                perIteration(plain, times, 0, BEGINNING),
                perIteration(logged, times, 0, BEGINNING),
                iteration);
        line(
                "  later",
                perIteration(plain, times, BEGINNING, ROUNDS - 1),
                perIteration(logged, times, BEGINNING, ROUNDS - 1),
                iteration);
        double[] resampled = resampled(plain, logged, times);
        System.out.printf(
                Locale.ROOT,
                "  %-24s %+.2f to %+.2f us%n",
                "difference, 95 %",
                resampled[RESAMPLES / 40] / 1e3,
                resampled[RESAMPLES - 1 - RESAMPLES / 40] / 1e3);
    }

    /** The difference for rounds drawn again with replacement, sorted. */
    private static double[] resampled(List<Sample> plain, List<Sample> logged, Function<Sample, double[]> times) {
        int rounds = plain.size() / 2;
        Random random = new Random(11);
        return IntStream.range(0, RESAMPLES)
                .mapToDouble(any -> {
                    int[] drawn = random.ints(rounds, 0, rounds).toArray();
                    return perIteration(ofRounds(logged, drawn), times) - perIteration(ofRounds(plain, drawn), times);
                })
                .sorted()
                .toArray();
    }

    private static List<Sample> ofRounds(List<Sample> samples, int[] rounds) {
        return IntStream.of(rounds)
                .flatMap(round -> IntStream.of(2 * round, 2 * round + 1))
                .mapToObj(samples::get)
                .toList();
    }

    private static void line(String what, double first, double second, double iteration) {
        System.out.printf(
                Locale.ROOT,
                "  %-24s %8.2f us %8.2f us: %+6.2f us, %+.2f %% of an iteration%n",
                what,
                first / 1e3,
                second / 1e3,
                (second - first) / 1e3,
                100 * (second - first) / iteration);
    }

    /** The mean over the iterations of each iteration's median over the trainings, which do the same work in it. */
    private static double perIteration(List<Sample> samples, Function<Sample, double[]> times) {
        return perIteration(samples, times, 0, ROUNDS - 1);
    }

    private static double perIteration(List<Sample> samples, Function<Sample, double[]> times, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(i -> medianOf(samples, sample -> times.apply(sample)[i]))
                .average()
                .orElseThrow();
    }

    private static double medianOf(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
