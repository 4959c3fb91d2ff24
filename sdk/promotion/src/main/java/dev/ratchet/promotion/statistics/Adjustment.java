/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How p-values are corrected when one of many questions is enough for an answer. */
public enum Adjustment {
    /** Each times their number. */
    BONFERRONI {
        @Override
        double[] sorted(double[] p) {
            return Arrays.stream(p).map(value -> capped(p.length * value)).toArray();
        }
    },
    /** Any of them wrong at most alpha of the times, whatever they have to do with each other (S. Holm 1979). */
    HOLM {
        @Override
        double[] sorted(double[] p) {
            double[] adjusted = new double[p.length];
            double highest = 0;
            for (int i = 0; i < p.length; i++) {
                highest = Math.max(highest, capped((p.length - i) * p[i]));
                adjusted[i] = highest;
            }
            return adjusted;
        }
    },
    /** The same for independent or positively dependent ones (Y. Hochberg 1988, doi:10.1093/biomet/75.4.800). */
    HOCHBERG {
        @Override
        double[] sorted(double[] p) {
            return stepUp(p, i -> p.length - i);
        }
    },
    /** The share of wrong ones among those found (Y. Benjamini and Y. Hochberg 1995). */
    BENJAMINI_HOCHBERG {
        @Override
        double[] sorted(double[] p) {
            return stepUp(p, i -> (double) p.length / (i + 1));
        }
    },
    /** The same under any dependence (Y. Benjamini and D. Yekutieli 2001, doi:10.1214/aos/1013699998). */
    BENJAMINI_YEKUTIELI {
        @Override
        double[] sorted(double[] p) {
            double harmonic =
                    IntStream.rangeClosed(1, p.length).mapToDouble(k -> 1.0 / k).sum();
            return stepUp(p, i -> harmonic * p.length / (i + 1));
        }
    };

    /** Adjusts p-values in ascending order. */
    abstract double[] sorted(double[] p);

    /**
     * Adjusts p-values; their order is kept.
     *
     * @throws UndefinedMetricException if there are none, or one is not within 0 to 1
     */
    public double[] adjust(double... p) {
        Require.values("p-values", p, 1);
        for (double value : p) {
            if (value < 0 || value > 1) {
                throw new UndefinedMetricException(
                        Reason.BAD_PROBABILITY, "A p-value is " + value + ": 0 to 1 is allowed.");
            }
        }
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ascending = sorted(Arrays.stream(order).mapToDouble(i -> p[i]).toArray());
        double[] adjusted = new double[p.length];
        for (int place = 0; place < order.length; place++) {
            adjusted[order[place]] = ascending[place];
        }
        return adjusted;
    }

    /** Which of them are found: adjusted values of at most alpha. */
    public boolean[] reject(double alpha, double... p) {
        Require.level("level alpha", alpha);
        double[] adjusted = adjust(p);
        boolean[] found = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            found[i] = adjusted[i] <= alpha;
        }
        return found;
    }

    private interface Factor {
        double of(int place);
    }

    private static double[] stepUp(double[] p, Factor factor) {
        double[] adjusted = new double[p.length];
        double lowest = 1;
        for (int i = p.length - 1; i >= 0; i--) {
            lowest = Math.min(lowest, capped(factor.of(i) * p[i]));
            adjusted[i] = lowest;
        }
        return adjusted;
    }

    private static double capped(double value) {
        return Math.min(1, value);
    }
}
