/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class MomentsTest {

    private static final double[] VALUES =
            new Random(1).doubles(500, 1e9, 1e9 + 1).toArray();
    private static final double[] WEIGHTS = new Random(2).doubles(500, 0, 3).toArray();

    @Test
    void merged_partsAreTheWhole_alsoFarFromZero() {
        int[] group = new Random(3).ints(500, 0, 7).toArray();
        Moments whole = Moments.of(VALUES, WEIGHTS);
        Moments merged =
                Arrays.stream(Moments.ofGroups(group, 8, VALUES, WEIGHTS)).reduce(Moments.NONE, Moments::plus);

        assertThat(merged.rows()).isEqualTo(500);
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-6));
        assertThat(merged.estimate().standardError()).isCloseTo(whole.estimate().standardError(), within(1e-9));
        assertThat(merged.estimate().degreesOfFreedom())
                .isCloseTo(whole.estimate().degreesOfFreedom(), within(1e-9));
    }

    @Test
    void equalWeights_areNoWeights() {
        double[] twos = new double[VALUES.length];
        Arrays.fill(twos, 2);
        Estimate plain = Estimate.ofMean(VALUES, null);
        Estimate weighted = Estimate.ofMean(VALUES, twos);

        assertThat(weighted.value()).isCloseTo(plain.value(), within(1e-6));
        assertThat(weighted.standardError()).isCloseTo(plain.standardError(), within(1e-12));
        assertThat(weighted.degreesOfFreedom()).isCloseTo(499, within(1e-9));
    }

    @Test
    void threeRows_byHand() {
        // Mean 2, sample variance 1 of 3 rows: the standard error is the root of 1/3.
        Estimate mean = Estimate.ofMean(new double[] {1, 2, 3}, null);
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-15));
        // t of 2 degrees of freedom at 97.5 % is 4.302652729749462 (R 4.2.2: qt(0.975, 2)).
        assertThat(mean.interval(0.95).high()).isCloseTo(2 + 4.302652729749462 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void oneRow_hasNoError_andNoWeightNoMean() {
        assertThatExceptionOfType(UndefinedMetricException.class)
                .isThrownBy(() ->
                        Moments.of(new double[] {1, 2}, new double[] {1, 0}).estimate())
                .withMessageContaining("at least 2 rows")
                .matches(e -> e.reason() == Reason.TOO_FEW);
        assertThatExceptionOfType(UndefinedMetricException.class)
                .isThrownBy(Moments.NONE::requireRows)
                .withMessageContaining("No row here has a weight");
        assertThatExceptionOfType(UndefinedMetricException.class)
                .isThrownBy(() -> Moments.of(new double[] {1, Double.NaN}, null))
                .matches(e -> e.reason() == Reason.NON_FINITE);
    }

    @Test
    void shares_areComparedByTheirCounts() {
        Contrast contrast =
                Estimate.ofShare(new Proportion(56, 70)).minus(Estimate.ofShare(new Proportion(48, 80)), 0.95);
        // statsmodels 0.15.0: confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
        assertThat(contrast.interval().low()).isCloseTo(0.05243147240236498, within(1e-9));
        assertThat(contrast.interval().high()).isCloseTo(0.33387265403690614, within(1e-9));
        // z = 0.2 / sqrt(104/150 * 46/150 * (1/70 + 1/80)) = 2.6504; its upper tail.
        assertThat(contrast.pHigher()).isCloseTo(0.00402, within(5e-5));
        assertThat(contrast.pHigher() + contrast.pLower()).isCloseTo(1, within(1e-12));
    }

    @Test
    void sharesWithoutVariance_areNoEvidence() {
        Contrast contrast =
                Estimate.ofShare(new Proportion(30, 30)).minus(Estimate.ofShare(new Proportion(9, 9)), 0.95);
        assertThat(contrast.pHigher()).isEqualTo(1);
        assertThat(contrast.interval().low()).isNegative();
    }
}
