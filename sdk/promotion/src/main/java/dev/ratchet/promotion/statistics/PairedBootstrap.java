/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.BootstrapInterval;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Jackknife;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Draws rows with replacement and computes a statistic of both models on the same draws: for metrics that have no formula
 * (B. Efron 1987, doi:10.1080/01621459.1987.10478410). The result depends on rows, their order, the number of draws and the
 * seed alone, whatever the threads. Immutable.
 */
public final class PairedBootstrap {

    /** Parts that are left out one after the other for the acceleration; single rows of many take their square in time. */
    private static final int PARTS = 200;

    /** What is drawn together: a row, or the rows of a cluster. */
    private final int[][] units;

    /** The units of each stratum, of which as many are drawn as it has. */
    private final int[][] strata;

    private PairedBootstrap(int[][] units, int[][] strata) {
        this.units = units;
        this.strata = strata;
    }

    /** Draws from all rows. */
    public static PairedBootstrap ofRows(int rows) {
        return stratified(new int[rows]);
    }

    /**
     * Draws from each stratum as many rows as it has, so that each draw has the classes' shares.
     *
     * @param strata the stratum of each row, as its class
     */
    public static PairedBootstrap stratified(int[] strata) {
        int[][] units = IntStream.range(0, strata.length)
                .mapToObj(row -> new int[] {row})
                .toArray(int[][]::new);
        return new PairedBootstrap(units, grouped(strata));
    }

    /**
     * Draws whole clusters, for rows that are not independent, as several of one patient.
     *
     * @param clusters the cluster of each row
     */
    public static PairedBootstrap clustered(int[] clusters) {
        int[][] units = grouped(clusters);
        return new PairedBootstrap(
                units, new int[][] {IntStream.range(0, units.length).toArray()});
    }

    private static int[][] grouped(int[] groups) {
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < groups.length; row++) {
            rows.computeIfAbsent(groups[row], group -> new ArrayList<>()).add(row);
        }
        return rows.values().stream()
                .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /**
     * Draws on all cores; each draw has random numbers of its own.
     *
     * @param statistic of the rows at some positions, which may repeat; called from several threads. NaN and
     *     {@link UndefinedMetricException} say that it has no value there
     * @param draws how many; at least 10,000 where a decision hangs on it
     * @param seed of all draws; seeds that lie side by side share none
     * @throws UndefinedMetricException if there are fewer than 2 rows or clusters, the statistic has no value, or it does
     *     not vary
     */
    public Distribution distribution(ToDoubleFunction<int[]> statistic, int draws, long seed) {
        double acceleration = acceleration(statistic);
        double estimate = statistic.applyAsDouble(rows(all()));
        long first = new SplittableRandom(seed).nextLong();
        double[] values = IntStream.range(0, draws)
                .parallel()
                .mapToDouble(draw -> valueOrNaN(statistic, rows(drawn(new SplittableRandom(first + draw)))))
                .toArray();
        long without = Arrays.stream(values).filter(Double::isNaN).count();
        if (without > 0) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "In " + without + " of " + draws
                            + " draws of rows the metric has no value, so these rows are too few.");
        }
        return new Distribution(estimate, values, acceleration);
    }

    /**
     * How fast the standard error changes with the statistic: each unit left out in turn, or each of 200 parts of more.
     *
     * @throws UndefinedMetricException as {@link #distribution}
     */
    public double acceleration(ToDoubleFunction<int[]> statistic) {
        if (units.length < 2) {
            throw new UndefinedMetricException(
                    units.length == 0 ? Reason.EMPTY : Reason.TOO_FEW,
                    "A bootstrap needs at least 2 rows, or clusters, and there are " + units.length + ".");
        }
        List<double[]> leftOut = new ArrayList<>();
        for (int[] stratum : strata) {
            int parts = Math.min(stratum.length, PARTS);
            leftOut.add(IntStream.range(0, parts)
                    .parallel()
                    .mapToDouble(part -> valueOrNaN(statistic, rows(without(stratum, part, parts))))
                    .toArray());
        }
        return Jackknife.acceleration(leftOut);
    }

    private static double valueOrNaN(ToDoubleFunction<int[]> statistic, int[] rows) {
        try {
            return statistic.applyAsDouble(rows);
        } catch (UndefinedMetricException e) {
            return Double.NaN;
        }
    }

    private int[] all() {
        return IntStream.range(0, units.length).toArray();
    }

    private int[] drawn(SplittableRandom random) {
        int[] drawn = new int[units.length];
        int next = 0;
        for (int[] stratum : strata) {
            for (int i = 0; i < stratum.length; i++) {
                drawn[next++] = stratum[random.nextInt(stratum.length)];
            }
        }
        return drawn;
    }

    private int[] without(int[] stratum, int part, int parts) {
        boolean[] out = new boolean[units.length];
        for (int i = part; i < stratum.length; i += parts) {
            out[stratum[i]] = true;
        }
        return IntStream.range(0, units.length).filter(unit -> !out[unit]).toArray();
    }

    private int[] rows(int[] chosen) {
        int count = 0;
        for (int unit : chosen) {
            count += units[unit].length;
        }
        int[] rows = new int[count];
        int next = 0;
        for (int unit : chosen) {
            for (int row : units[unit]) {
                rows[next++] = row;
            }
        }
        return rows;
    }

    /**
     * A statistic on all rows and on the draws.
     *
     * @param estimate on all rows
     * @param values on each draw
     * @param acceleration how fast the standard error changes with it
     */
    public record Distribution(double estimate, double[] values, double acceleration) {

        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
        private static final double ANY = 0.95;
        private static final double SAME = 1e-12;

        /** The standard deviation of the draws. */
        public double standardError() {
            return of(ANY).standardError();
        }

        /** The BCa interval; 0.90 gives one-sided bounds of 95 %. */
        public Interval interval(double confidence) {
            return of(confidence).bca();
        }

        /**
         * The level at which the lower bound is just a value: the probability of an estimate as high when the true value
         * is at most that. Not below one of as many as there are draws.
         */
        public double pGreater(double than) {
            double slack = SAME * Math.max(1, Math.abs(than));
            double below = 0;
            for (double value : values) {
                below += Math.abs(value - than) <= slack ? 0.5 : value < than ? 1 : 0;
            }
            double least = 1.0 / (values.length + 1);
            double share = Math.min(1 - least, Math.max(least, below / values.length));
            double bias = of(ANY).bias();
            double shifted = NORMAL.inverseCumulativeProbability(share) - bias;
            return NORMAL.cumulativeProbability(shifted / (1 + acceleration * shifted) - bias);
        }

        private BootstrapInterval of(double confidence) {
            return BootstrapInterval.of(values, estimate, acceleration, confidence);
        }
    }
}
