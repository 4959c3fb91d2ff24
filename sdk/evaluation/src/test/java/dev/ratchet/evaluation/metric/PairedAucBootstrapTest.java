/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PairedAucBootstrapTest {

    private static final int ROWS = 2003;
    private final int[] labels = new int[ROWS];
    private final double[] good = new double[ROWS];
    private final double[] fair = new double[ROWS];

    private void draw(int steps) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextInt(10) < 3 ? 1 : 0;
            double shared = 0.3 * labels[i] + random.nextDouble();
            good[i] = Math.rint(steps * (shared + 0.1 * labels[i]));
            fair[i] = Math.rint(steps * (shared + 0.2 * random.nextDouble()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1_000_000_000})
    void differences_areThoseOfWeightedRows(int steps) {
        draw(steps);

        double[] found = PairedAucBootstrap.of(labels, good, fair).differences(3, 42);

        long base = new SplittableRandom(42).nextLong();
        ScoreOrder order = ScoreOrder.of(good);
        for (int draw = 0; draw < found.length; draw++) {
            byte[] byPlace = new byte[ROWS];
            PoissonWeights.fill(byPlace, new SplittableRandom(base + draw));
            double[] weights = new double[ROWS];
            IntStream.range(0, ROWS).forEach(place -> weights[order.row(place)] = byPlace[place]);
            double expected = RankedScores.of(labels, good, weights).rocAuc()
                    - RankedScores.of(labels, fair, weights).rocAuc();
            assertThat(found[draw]).isCloseTo(expected, within(1e-13));
        }
    }

    @Test
    void interval_isThatOfDeLong_forManyRows() {
        draw(1000);

        PairedAucBootstrap bootstrap = PairedAucBootstrap.of(labels, good, fair);
        BootstrapInterval interval = bootstrap.interval(4000, 42, 0.95);

        DeLong.AucDifference difference = DeLong.of(labels, good, fair).difference(0, 1);
        double error = Math.sqrt(difference.variance());
        assertThat(bootstrap.estimate()).isCloseTo(difference.value(), within(1e-13));
        assertThat(interval.standardError()).isCloseTo(error, within(0.05 * error));
        assertThat(interval.bca().low()).isCloseTo(difference.interval(0.95).low(), within(0.15 * error));
        assertThat(interval.bca().high()).isCloseTo(difference.interval(0.95).high(), within(0.15 * error));
    }

    @Test
    void differences_dependOnTheSeedAlone_whateverTheThreads() throws Exception {
        draw(1000);
        PairedAucBootstrap bootstrap = PairedAucBootstrap.of(labels, good, fair);

        double[] here = bootstrap.differences(100, 42);
        ForkJoinPool alone = new ForkJoinPool(1);
        double[] there;
        try {
            there = alone.submit(() -> bootstrap.differences(100, 42)).get();
        } finally {
            alone.shutdown();
        }

        assertThat(there).containsExactly(here);
        double[] neighbour = bootstrap.differences(100, 43);
        assertThat(DoubleStream.of(neighbour)
                        .filter(value -> Arrays.stream(here).anyMatch(own -> own == value)))
                .hasSizeLessThan(3);
    }

    @Test
    void fill_drawsThePoissonDistributionOfMeanOne() {
        byte[] weights = new byte[1_000_003];
        PoissonWeights.fill(weights, new SplittableRandom(42));

        double mean = IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * weights[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1, within(0.005));
        assertThat(square - mean * mean).isCloseTo(1, within(0.01));
        double share = 1;
        for (int weight = 0; weight < 6; weight++) {
            int wanted = weight;
            double found = (double) IntStream.range(0, weights.length)
                            .filter(i -> weights[i] == wanted)
                            .count()
                    / weights.length;
            share /= Math.max(1, weight);
            assertThat(found).isCloseTo(share / Math.E, within(0.002));
        }
    }

    @Test
    void of_refusesFewRowsAndOneClass() {
        assertThatThrownBy(() -> PairedAucBootstrap.of(new int[50], new double[50], new double[50]))
                .isInstanceOf(UndefinedMetricException.class)
                .hasMessageContaining("at least 100 rows");
        assertThatThrownBy(() -> PairedAucBootstrap.of(new int[500], new double[500], new double[500]))
                .hasMessageContaining("0 positive and 500 negative");
    }

    @Test
    void of_refusesModelsThatRankAlike() {
        draw(1000);
        assertThatThrownBy(() -> PairedAucBootstrap.of(labels, good, good))
                .isInstanceOf(UndefinedMetricException.class)
                .hasMessageContaining("whichever row is left out");
    }
}
