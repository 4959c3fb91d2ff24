/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import dev.ratchet.data.QualityCases;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static dev.ratchet.data.QualityCases.list;
import static dev.ratchet.data.QualityCases.map;
import static dev.ratchet.data.QualityCases.number;
import static dev.ratchet.data.QualityCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AssociationTest {

    @Test
    void auc_equalsTheReference() throws IOException {
        List<Map<?, ?>> cases = QualityCases.of("singleFeatureAuc");
        assertThat(cases).hasSizeGreaterThan(3);
        for (Map<?, ?> one : cases) {
            double[] x = numbers(map(one, "input"), "x");
            double[] y = numbers(map(one, "input"), "y");
            double auc = Association.auc(of(x, y, 0), of(x, y, 1));
            assertThat(auc).as("%s", one.get("name")).isCloseTo(number(map(one, "expected"), "auc"), within(1e-12));
        }
    }

    private static double[] of(double[] x, double[] y, double label) {
        return IntStream.range(0, x.length)
                .filter(i -> y[i] == label)
                .mapToDouble(i -> x[i])
                .toArray();
    }

    @Test
    void correlations_equalTheReference() throws IOException {
        List<Map<?, ?>> cases = QualityCases.of("correlation");
        assertThat(cases).hasSizeGreaterThan(4);
        for (Map<?, ?> one : cases) {
            double[] x = numbers(map(one, "input"), "x");
            double[] y = numbers(map(one, "input"), "y");
            Map<?, ?> expected = map(one, "expected");
            assertThat(Association.pearson(x, y))
                    .as("%s", one.get("name"))
                    .isCloseTo(number(expected, "pearson"), within(1e-9));
            assertThat(Association.spearman(x, y))
                    .as("%s", one.get("name"))
                    .isCloseTo(number(expected, "spearman"), within(1e-9));
        }
        assertThat(Association.pearson(new double[] {1, 1}, new double[] {1, 2}))
                .isNaN();
    }

    @Test
    void information_equalsTheReference() throws IOException {
        List<Map<?, ?>> cases = QualityCases.of("association");
        assertThat(cases).hasSizeGreaterThan(3);
        for (Map<?, ?> one : cases) {
            Association.Information found =
                    Association.information(codes(list(map(one, "input"), "x")), codes(list(map(one, "input"), "y")));
            Map<?, ?> expected = map(one, "expected");
            assertThat(found.mutual())
                    .as("%s", one.get("name"))
                    .isCloseTo(number(expected, "mutualInformation"), within(1e-9));
            assertThat(found.normalised())
                    .as("%s", one.get("name"))
                    .isCloseTo(number(expected, "normalisedMutualInformation"), within(1e-9));
        }
    }

    private static int[] codes(List<?> values) {
        List<?> distinct = values.stream().distinct().toList();
        return values.stream().mapToInt(distinct::indexOf).toArray();
    }

    @Test
    void varianceBetweenClasses_isAShare() {
        assertThat(Association.varianceBetween(new int[] {0, 0, 1, 1}, new double[] {1, 1, 3, 3}))
                .isEqualTo(1);
        assertThat(Association.varianceBetween(new int[] {0, 1, 0, 1}, new double[] {1, 1, 3, 3}))
                .isZero();
        assertThat(Association.varianceBetween(new int[] {0, 1}, new double[] {2, 2}))
                .isNaN();
    }
}
