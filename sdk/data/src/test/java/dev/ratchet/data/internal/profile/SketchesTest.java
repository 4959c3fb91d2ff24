/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import dev.ratchet.data.QualityCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static dev.ratchet.data.QualityCases.map;
import static dev.ratchet.data.QualityCases.number;
import static dev.ratchet.data.QualityCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SketchesTest {

    @Test
    void quantiles_equalTheReference() throws IOException {
        List<Map<?, ?>> cases = QualityCases.of("quantile");
        assertThat(cases).hasSizeGreaterThan(3);
        for (Map<?, ?> one : cases) {
            Quantiles quantiles = new Quantiles();
            Arrays.stream(numbers(map(one, "input"), "x")).forEach(quantiles::add);
            double[] found = quantiles.at(numbers(map(one, "input"), "probabilities"));
            double[] expected = numbers(map(one, "expected"), "type7");
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i])
                        .as("%s", one.get("name"))
                        .isCloseTo(expected[i], within(Math.max(1e-12 * Math.abs(expected[i]), 1e-13)));
            }
        }
    }

    @Test
    void moments_equalTheReference() throws IOException {
        List<Map<?, ?>> cases = QualityCases.of("describe");
        assertThat(cases).hasSizeGreaterThan(4);
        for (Map<?, ?> one : cases) {
            Moments moments = new Moments();
            Arrays.stream(numbers(map(one, "input"), "x")).forEach(moments::add);
            Map<?, ?> expected = map(one, "expected");
            String name = String.valueOf(one.get("name"));
            assertThat(moments.min()).as(name).isEqualTo(number(expected, "min"));
            assertThat(moments.max()).as(name).isEqualTo(number(expected, "max"));
            assertThat(moments.mean()).as(name).isCloseTo(number(expected, "mean"), within(1e-9 * moments.max()));
            if (expected.get("varianceSample") instanceof Double variance) {
                double found = moments.deviation() * moments.deviation();
                assertThat(found).as(name).isCloseTo(variance, within(Math.max(1e-9 * variance, 1e-13)));
            } else {
                assertThat(moments.deviation()).as(name).isNaN();
            }
        }
    }

    @ParameterizedTest(name = "{0} values")
    @ValueSource(ints = {20_000, 1_000_000})
    void quantilesOfManyValues_areNearlyRight(int count) {
        Quantiles quantiles = new Quantiles(10_000);
        SplittableRandom random = new SplittableRandom(11);
        double[] all = random.doubles(count).map(x -> x * x).toArray();
        Arrays.stream(all).forEach(quantiles::add);
        Arrays.sort(all);
        assertThat(quantiles.isExact()).isFalse();
        double[] shares = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99};
        double[] found = quantiles.at(shares);
        for (int i = 0; i < shares.length; i++) {
            int rank = Math.abs(Arrays.binarySearch(all, found[i]));
            assertThat((double) rank / count).as("share %s", shares[i]).isCloseTo(shares[i], within(0.006));
        }
    }

    @Test
    void differentValues_areCountedThenEstimated() {
        for (int distinct : new int[] {10, 5_000, 40_000, 1_000_000}) {
            ValueCounts counts = new ValueCounts(10_000);
            HyperLogLog sketch = new HyperLogLog();
            for (int i = 0; i < distinct; i++) {
                long hash = Hashes.mix(i);
                counts.add(hash, () -> hash);
                counts.add(hash, () -> hash);
                sketch.add(Hashes.mix(hash));
            }
            assertThat(counts.isExact()).isEqualTo(distinct <= 10_000);
            assertThat((double) counts.distinct()).isCloseTo(distinct, within(0.04 * distinct));
            assertThat(sketch.estimate()).isCloseTo(distinct, within(0.04 * distinct));
            if (distinct <= 10_000) {
                assertThat(counts.distinct()).isEqualTo(distinct);
            }
        }
    }

    @Test
    void frequentValues_areFoundAmongMany() {
        ValueCounts counts = new ValueCounts(1_000);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200_000; i++) {
            long value = i % 10 == 0 ? 7 : random.nextLong(1_000_000) + 100;
            counts.add(Hashes.mix(value), () -> value);
        }
        ValueCounts.Frequent first = counts.top(3).get(0);
        assertThat(first.value()).isEqualTo(7L);
        assertThat(first.count()).isBetween(20_000 - counts.missed(), 20_000L);
        assertThat(counts.missed()).isPositive().isLessThan(1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void histogram_countsAsASecondPassWould(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double scale = Math.pow(10, random.nextInt(-8, 9));
        double[] values = random.doubles(5_000).map(x -> (x - 0.3) * scale).toArray();
        values[4_000] = 3 * scale;
        GrowingHistogram histogram = new GrowingHistogram();
        Arrays.stream(values).forEach(histogram::add);
        double[] edges = histogram.edges();
        long[] counts = histogram.counts();
        assertThat(counts.length)
                .as("seed %d", seed)
                .isBetween(GrowingHistogram.MOST_BINS / 2, GrowingHistogram.MOST_BINS);
        for (int bin = 0; bin < counts.length; bin++) {
            double low = edges[bin];
            double high = edges[bin + 1];
            assertThat(counts[bin])
                    .as("seed %d, bin %d", seed, bin)
                    .isEqualTo(Arrays.stream(values)
                            .filter(x -> x >= low && x < high)
                            .count());
        }
    }

    @Test
    void histogram_takesAnySize() {
        GrowingHistogram histogram = new GrowingHistogram();
        for (double value : new double[] {0, -0.0, 1e-310, 5, 1e15, 1e300, -1e300, 7}) {
            histogram.add(value);
        }
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(8);
        GrowingHistogram one = new GrowingHistogram();
        one.add(42);
        one.add(42);
        assertThat(one.counts()).containsExactly(2);
        assertThat(one.edges()[0]).isLessThanOrEqualTo(42);
        assertThat(one.edges()[1]).isGreaterThan(42);
        assertThat(new GrowingHistogram().edges()).isEmpty();
    }

    @Test
    void duplicates_areCountedThenEstimated() {
        DuplicateRows exact = new DuplicateRows();
        DuplicateRows estimated = new DuplicateRows(5_000);
        for (int i = 0; i < 100_000; i++) {
            long key = Hashes.mix(i % 80_000);
            exact.add(key);
            estimated.add(key);
        }
        assertThat(exact.isExact()).isTrue();
        assertThat(exact.duplicates()).isEqualTo(20_000);
        assertThat(estimated.isExact()).isFalse();
        assertThat((double) estimated.duplicates()).isCloseTo(20_000, within(2_500.0));
    }
}
