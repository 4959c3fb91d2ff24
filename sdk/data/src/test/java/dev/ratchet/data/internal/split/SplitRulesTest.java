/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SplitRulesTest {

    @Test
    void generator_isSplitMix64() {
        // Reference values of the published C code for this seed.
        SplitMix random = new SplitMix(1234567);
        assertThat(new long[] {random.next(), random.next(), random.next(), random.next()})
                .containsExactly(
                        Long.parseUnsignedLong("6457827717110365317"),
                        Long.parseUnsignedLong("3203168211198807973"),
                        Long.parseUnsignedLong("9817491932198370423"),
                        Long.parseUnsignedLong("4593380528125082431"));
        assertThat(new SplitMix(42).shuffled(10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void sizes_areTheSharesRoundedByLargestRemainder() {
        double[] thirds = {0.7, 0.15, 0.15};
        assertThat(Parts.sizes(10, thirds)).containsExactly(7, 2, 1);
        assertThat(Parts.sizes(569, thirds)).containsExactly(398, 86, 85);
        assertThat(Parts.sizes(20, thirds)).containsExactly(14, 3, 3);
        assertThat(Parts.sizes(7, new double[] {1, 0, 0})).containsExactly(7, 0, 0);
        assertThat(Parts.sizes(5, new double[] {0.5, 0, 0.5})).containsExactly(3, 0, 2);
    }

    /** Expected folds are those of scikit-learn's KFold, StratifiedKFold, GroupKFold and TimeSeriesSplit. */
    @Test
    void folds_areThoseOfScikitLearn() {
        assertThat(FoldRules.plain(11, 3)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2);
        assertThat(FoldRules.plain(4, 4)).containsExactly(0, 1, 2, 3);
        long[] letters = {'b', 'a', 'a', 'b', 'c', 'c', 'a', 'b'};
        assertThat(FoldRules.stratified(FoldRules.codes(letters), 2)).containsExactly(0, 0, 1, 0, 0, 1, 1, 1);
        int[] random = {
            1, 2, 0, 0, 0, 0, 0, 2, 0, 1, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 2, 0,
            0
        };
        assertThat(members(
                        FoldRules.stratified(
                                FoldRules.codes(
                                        Arrays.stream(random).asLongStream().toArray()),
                                3),
                        0))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 15);
        int[] groups = {0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 4};
        assertThat(members(FoldRules.grouped(groups, 2), 0)).containsExactly(5, 6, 7, 8, 9, 10);
        int[] sizes = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4};
        assertThat(members(FoldRules.grouped(sizes, 3), 1)).containsExactly(6, 7, 8, 9, 10, 16);
        assertThat(FoldRules.timeSeries(11, 4)).containsExactly(0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    }

    private static int[] members(int[] foldOf, int fold) {
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void strataAndSizes_areWithinOneRow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            int rows = 1 + random.nextInt(500);
            int classes = 1 + random.nextInt(12);
            double[] fractions = fractions(random);
            long[] values = random.longs(rows, 0, classes).toArray();
            int[] parts = Parts.stratified(values, new SplitMix(seed).shuffled(rows), fractions);
            for (int part = 0; part < fractions.length; part++) {
                int wanted = part;
                for (long value = 0; value < classes; value++) {
                    long stratum = value;
                    long size = Arrays.stream(values).filter(v -> v == stratum).count();
                    long got = IntStream.range(0, rows)
                            .filter(row -> values[row] == stratum && parts[row] == wanted)
                            .count();
                    assertThat(Math.abs(got - size * fractions[part]))
                            .as("seed %d, round %d, part %d, class %d", seed, round, part, value)
                            .isLessThan(1 + 1e-6);
                }
                long got = Arrays.stream(parts).filter(p -> p == wanted).count();
                assertThat(Math.abs(got - rows * fractions[part]))
                        .as("seed %d, round %d, part %d of %d rows", seed, round, part, rows)
                        .isLessThan(2);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void groups_areNeverTornAndPartsNotOverfull(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            int rows = 1 + random.nextInt(500);
            double[] fractions = fractions(random);
            long[] groups = random.longs(rows, 0, 1 + random.nextInt(60)).toArray();
            int[] parts = Parts.grouped(groups, fractions);
            long largest = 0;
            for (long group = 0; group < 60; group++) {
                long one = group;
                int[] of = IntStream.range(0, rows)
                        .filter(row -> groups[row] == one)
                        .map(row -> parts[row])
                        .toArray();
                assertThat(Arrays.stream(of).distinct().count())
                        .as("seed %d, round %d, group %d", seed, round, group)
                        .isLessThanOrEqualTo(1);
                largest = Math.max(largest, of.length);
            }
            for (int part = 0; part < fractions.length; part++) {
                int wanted = part;
                assertThat((double)
                                Arrays.stream(parts).filter(p -> p == wanted).count())
                        .as("seed %d, round %d, part %d", seed, round, part)
                        .isLessThanOrEqualTo(rows * fractions[part] + largest);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void hash_placesEachRowByItself(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] keys = random.longs(20_000).toArray();
        double[] fractions = {0.6, 0, 0.4};
        int[] few = Parts.hashed(Arrays.copyOf(keys, 9_000), fractions);
        int[] all = Parts.hashed(keys, fractions);
        assertThat(Arrays.copyOf(all, 9_000)).as("seed %d", seed).isEqualTo(few);
        assertThat(Arrays.stream(all).filter(part -> part == 0).count())
                .as("seed %d", seed)
                .isBetween(11_700L, 12_300L);
        assertThat(Arrays.stream(all).filter(part -> part == 1).count()).isZero();
    }

    @Test
    void timesThatAreEqual_stayTogether() {
        int[] order = {4, 3, 2, 1, 0};
        boolean[] same = {false, true, true, true, false};
        assertThat(Parts.byTime(order, same, new int[] {3, 1, 1})).containsExactly(2, 0, 0, 0, 0);
        assertThat(Parts.byTime(order, new boolean[5], new int[] {3, 1, 1})).containsExactly(2, 1, 0, 0, 0);
    }

    private static double[] fractions(SplittableRandom random) {
        double train = 0.3 + 0.5 * random.nextDouble();
        double validation = (1 - train) * random.nextDouble();
        return new double[] {train, validation, 1 - train - validation};
    }
}
