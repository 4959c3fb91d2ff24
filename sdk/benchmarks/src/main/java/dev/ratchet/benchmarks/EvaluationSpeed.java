/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.evaluation.metric.DeLong;
import dev.ratchet.evaluation.metric.PairedAucBootstrap;
import dev.ratchet.evaluation.metric.RankedScores;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * ROC AUC, paired DeLong and a paired bootstrap of the AUC on 1,000,000 rows, against scikit-learn and numpy on the same
 * rows in a process beside, A B B A. Values are compared where they are not drawn; of the bootstrap the standard error is
 * compared with DeLong's.
 *
 * <pre>
 * ./mvnw -q -Pevaluation-speed -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class EvaluationSpeed {

    private static final int ROWS = 1_000_000;
    private static final int RESAMPLES = 10_000;
    /** Of ours against one of the peer's. */
    private static final int RESAMPLES_A_ROUND = 100;

    private static final int[] LABELS = new int[ROWS];
    private static final double[] FIRST = new double[ROWS];
    private static final double[] SECOND = new double[ROWS];

    private EvaluationSpeed() {}

    /** Runs the comparison and prints it; ends with 1 when a goal was missed on a quiet machine. */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("quick");
        draw();
        Path file = Files.createTempFile("ratchet-benchmark-", ".f8");
        Rounds rounds = new Rounds(quick ? 2 : 7);
        try (PythonPeer peer =
                PythonPeer.start("evaluation_peer.py", write(file).toString(), Integer.toString(ROWS))) {
            rounds.compare(
                    "ROC AUC of 1,000,000 rows",
                    0.2,
                    "scikit-learn's roc_auc_score",
                    () -> rounded(peer.ask("auc"), 12),
                    "RankedScores.rocAuc",
                    () -> rounded(RankedScores.of(LABELS, FIRST, null).rocAuc(), 12));
            rounds.compare(
                    "variance of the difference of two AUCs by DeLong, 1,000,000 rows",
                    0.4,
                    "numpy",
                    () -> rounded(peer.ask("delong"), 9),
                    "DeLong",
                    () -> rounded(deLong().variance(), 9));
            PairedAucBootstrap bootstrap = PairedAucBootstrap.of(LABELS, FIRST, SECOND);
            rounds.compare(
                    RESAMPLES_A_ROUND + " paired resamples of ours against 1 of scikit-learn (200 x is a ratio of 0.5)",
                    0.5,
                    "scikit-learn, 1 resample",
                    () -> !Double.isNaN(peer.ask("resample")),
                    "PairedAucBootstrap, " + RESAMPLES_A_ROUND + " resamples",
                    () -> !Double.isNaN(bootstrap.differences(RESAMPLES_A_ROUND, 42)[0]));
            all(quick ? RESAMPLES / 10 : RESAMPLES);
        } finally {
            Files.delete(file);
        }
        if (rounds.missed()) {
            System.exit(1);
        }
    }

    /** Sorting and the interval are in the time. */
    private static void all(int times) {
        long start = System.nanoTime();
        double error = PairedAucBootstrap.of(LABELS, FIRST, SECOND)
                .interval(times, 42, 0.95)
                .standardError();
        double seconds = (System.nanoTime() - start) / 1e9;
        double expected = Math.sqrt(deLong().variance());
        System.out.printf(
                Locale.ROOT,
                "%,d paired resamples with sorting and BCa interval: %.1f s; standard error %.3e, DeLong's %.3e (%+.1f %%)%n",
                times,
                seconds,
                error,
                expected,
                100 * (error / expected - 1));
    }

    private static DeLong.AucDifference deLong() {
        return DeLong.of(LABELS, FIRST, SECOND).difference(0, 1);
    }

    /** To so many digits, as Python adds in another order. */
    private static Object rounded(double value, int digits) {
        return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }

    private static void draw() {
        SplittableRandom random = new SplittableRandom(42);
        for (int row = 0; row < ROWS; row++) {
            LABELS[row] = random.nextInt(10) < 3 ? 1 : 0;
            double shared = LABELS[row] + 2 * random.nextDouble();
            FIRST[row] = shared + random.nextDouble();
            SECOND[row] = shared + 1.1 * random.nextDouble();
        }
    }

    private static Path write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (double[] column :
                    List.of(Arrays.stream(LABELS).asDoubleStream().toArray(), FIRST, SECOND)) {
                for (double value : column) {
                    out.writeDouble(value);
                }
            }
        }
        return file;
    }
}
