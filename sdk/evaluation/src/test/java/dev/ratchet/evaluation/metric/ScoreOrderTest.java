/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreOrderTest {

    enum Scores {
        UNIFORM {
            @Override
            double draw(SplittableRandom random) {
                return random.nextDouble();
            }
        },
        OF_BOTH_SIGNS {
            @Override
            double draw(SplittableRandom random) {
                return (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-300, 300));
            }
        },
        TIED {
            @Override
            double draw(SplittableRandom random) {
                return random.nextInt(5) * 0.1;
            }
        },
        /** Their upper bits agree in runs that are put right one by one. */
        IN_CLUSTERS {
            @Override
            double draw(SplittableRandom random) {
                return random.nextInt(1000) + random.nextInt(3) * Math.ulp(1000.0);
            }
        },
        /** All upper bits agree, so that all bits are sorted. */
        NEARLY_EQUAL {
            @Override
            double draw(SplittableRandom random) {
                return 1 + random.nextInt(1_000_000) * Math.ulp(1.0);
            }
        },
        ZEROS_OF_BOTH_SIGNS {
            @Override
            double draw(SplittableRandom random) {
                return random.nextBoolean() ? 0.0 : -0.0;
            }
        };

        abstract double draw(SplittableRandom random);
    }

    @ParameterizedTest
    @EnumSource
    void of_isAStableSort(Scores kind) {
        SplittableRandom random = new SplittableRandom(11);
        double[] scores = random.doubles(20_000).map(any -> kind.draw(random)).toArray();

        ScoreOrder order = ScoreOrder.of(scores);

        Comparator<Integer> descending = Comparator.comparingDouble(row -> -(scores[row] + 0.0));
        Integer[] expected =
                IntStream.range(0, scores.length).boxed().sorted(descending).toArray(Integer[]::new);
        assertThat(IntStream.range(0, scores.length).map(order::row).boxed().toArray(Integer[]::new))
                .containsExactly(expected);
        assertThat(order.score(0)).isEqualTo(scores[expected[0]] + 0.0);
    }
}
