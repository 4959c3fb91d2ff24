/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/** Comparisons of figures of different rows against values of R and mpmath. */
class ComparisonOracleTest {

    private static final Estimate ZERO = Estimate.of(0, 0, Double.POSITIVE_INFINITY);

    @TestFactory
    Stream<DynamicTest> comparison() throws IOException {
        return Oracle.cases(
                "comparison",
                Map.of(
                        "welchT", ComparisonOracleTest::welch,
                        "correctedResampledT", ComparisonOracleTest::folds,
                        "adjust",
                                tests -> new Oracle.Fields()
                                        .put("holm", () -> Oracle.list(Holm.adjust(tests.doubles("p"))))));
    }

    private static Oracle.Fields welch(Oracle rows) {
        Contrast contrast = Estimate.ofMean(rows.doubles("a"), null)
                .minus(Estimate.ofMean(rows.doubles("b"), null), rows.number("confidence"));
        return new Oracle.Fields()
                .put("pTwoSided", () -> 2 * Math.min(contrast.pHigher(), contrast.pLower()))
                .put("lower", () -> contrast.interval().low())
                .put("upper", () -> contrast.interval().high());
    }

    private static Oracle.Fields folds(Oracle rows) {
        Estimate mean = Estimate.ofFolds(
                rows.doubles("differences"), (long) rows.number("trainRows"), (long) rows.number("testRows"));
        return new Oracle.Fields()
                .put("mean", mean::value)
                .put("t", () -> mean.value() / mean.standardError())
                .put("pGreater", () -> mean.minus(ZERO, 0.95).pHigher());
    }
}
