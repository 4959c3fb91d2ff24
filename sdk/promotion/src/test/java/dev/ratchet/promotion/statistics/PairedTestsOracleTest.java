/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.promotion.Verdict;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Paired tests against values of R, SciPy and mpmath. */
class PairedTestsOracleTest {

    @TestFactory
    Stream<DynamicTest> pairedTests() throws IOException {
        Map<String, Function<Oracle, Oracle.Fields>> procedures = new HashMap<>();
        procedures.put("pairedT", PairedTestsOracleTest::pairedT);
        procedures.put("nonInferiority", PairedTestsOracleTest::nonInferiority);
        procedures.put("tost", PairedTestsOracleTest::equivalence);
        procedures.put("signFlip", PairedTestsOracleTest::signFlip);
        procedures.put("mcnemar", PairedTestsOracleTest::mcNemar);
        procedures.put("mcnemarFromRows", PairedTestsOracleTest::mcNemarFromRows);
        procedures.put("pairedProportionCi", PairedTestsOracleTest::pairedProportions);
        procedures.put("wilcoxonSignedRank", PairedTestsOracleTest::wilcoxon);
        procedures.put(
                "hodgesLehmann",
                rows -> new Oracle.Fields().put("estimate", () -> HodgesLehmann.of(rows.doubles("d"))));
        procedures.put("mannWhitney", PairedTestsOracleTest::mannWhitney);
        procedures.put("welchT", PairedTestsOracleTest::welch);
        procedures.put("correctedResampledT", PairedTestsOracleTest::resampled);
        procedures.put("fiveByTwoCv", PairedTestsOracleTest::fiveByTwo);
        procedures.put("verdict", PairedTestsOracleTest::verdict);
        return Oracle.cases("paired-tests", procedures);
    }

    private static Oracle.Fields pairedT(Oracle rows) {
        PairedT test = rows.input().has("d")
                ? PairedT.of(rows.doubles("d"))
                : PairedT.of(rows.doubles("champion"), rows.doubles("candidate"));
        Interval interval = test.interval(rows.number("confidence"));
        return new Oracle.Fields()
                .put("t", () -> test.t(0))
                .put("df", test::degreesOfFreedom)
                .put("pTwoSided", test::pTwoSided)
                .put("pGreater", () -> test.pGreater(0))
                .put("pLess", () -> test.pLess(0))
                .put("lower", interval::low)
                .put("upper", interval::high)
                .put("mean", test::mean)
                .put("sd", test::standardDeviation);
    }

    private static Oracle.Fields nonInferiority(Oracle rows) {
        PairedT test = PairedT.of(rows.doubles("d"));
        double margin = rows.number("margin");
        double alpha = rows.number("alpha");
        return new Oracle.Fields()
                .put("t", () -> test.t(-margin))
                .put("p", () -> test.pGreater(-margin))
                .put("lower", () -> test.interval(1 - 2 * alpha).low())
                .put("nonInferior", () -> test.isNonInferior(margin, alpha));
    }

    private static Oracle.Fields equivalence(Oracle rows) {
        PairedT test = PairedT.of(rows.doubles("d"));
        double margin = rows.number("margin");
        double alpha = rows.number("alpha");
        PairedT.Equivalence both = test.equivalence(margin);
        return new Oracle.Fields()
                .put("tLower", () -> test.t(-margin))
                .put("tUpper", () -> test.t(margin))
                .put("pLower", both::pLower)
                .put("pUpper", both::pUpper)
                .put("p", both::p)
                .put("lower", () -> test.interval(1 - 2 * alpha).low())
                .put("upper", () -> test.interval(1 - 2 * alpha).high())
                .put("equivalent", () -> both.isShown(alpha));
    }

    private static Oracle.Fields signFlip(Oracle rows) {
        SignFlip test = SignFlip.of(rows.doubles("d"), 1, 0);
        return new Oracle.Fields()
                .put("pGreater", test::pGreater)
                .put("pLess", test::pLess)
                .put("pTwoSided", test::pTwoSided)
                .put("mean", test::mean);
    }

    private static Oracle.Fields mcNemar(Oracle rows) {
        McNemar test = new McNemar((long) rows.number("b"), (long) rows.number("c"));
        return new Oracle.Fields()
                .put("exact", test::exact)
                .put("midP", test::midP)
                .put("chi2", test::chiSquared)
                .put("pChi2", test::pChiSquared)
                .put("chi2Corrected", test::chiSquaredCorrected)
                .put("pChi2Corrected", test::pChiSquaredCorrected);
    }

    private static Oracle.Fields mcNemarFromRows(Oracle rows) {
        Map<String, Integer> classes = new HashMap<>();
        Function<String, int[]> codes = field -> Stream.of(rows.texts(field))
                .mapToInt(name -> classes.computeIfAbsent(name, any -> classes.size()))
                .toArray();
        int[] champion = codes.apply("champion");
        int[] candidate = codes.apply("candidate");
        PairedOutcomes outcomes = PairedOutcomes.of(codes.apply("y"), champion, candidate);
        return new Oracle.Fields()
                .put("b", outcomes::championOnly)
                .put("c", outcomes::candidateOnly)
                .put("disagreements", () -> PairedOutcomes.disagreements(champion, candidate))
                .put("exact", () -> outcomes.mcNemar().exact());
    }

    private static Oracle.Fields pairedProportions(Oracle rows) {
        PairedOutcomes outcomes = new PairedOutcomes(
                (long) rows.number("bothRight"), (long) rows.number("b"), (long) rows.number("c"), (long)
                        rows.number("bothWrong"));
        double confidence = rows.number("confidence");
        return new Oracle.Fields()
                .put("difference", outcomes::difference)
                .put("waldLower", () -> outcomes.wald(confidence).low())
                .put("waldUpper", () -> outcomes.wald(confidence).high())
                .put("newcombeLower", () -> outcomes.newcombe(confidence).low())
                .put("newcombeUpper", () -> outcomes.newcombe(confidence).high())
                .put("tangoLower", () -> outcomes.tango(confidence).low())
                .put("tangoUpper", () -> outcomes.tango(confidence).high());
    }

    private static Oracle.Fields wilcoxon(Oracle rows) {
        WilcoxonSignedRank test = WilcoxonSignedRank.of(rows.doubles("d"));
        return new Oracle.Fields()
                .put("n", test::rows)
                .put("wPlus", test::sum)
                .put("pNormalCorrected", test::pTwoSided)
                .put("pNormal", test::pTwoSidedUncorrected)
                .put("pGreaterNormalCorrected", test::pGreater)
                .put("pExact", test::pExact)
                .put("pExactGreater", test::pExactGreater);
    }

    private static Oracle.Fields mannWhitney(Oracle rows) {
        MannWhitney test = MannWhitney.of(rows.doubles("a"), rows.doubles("b"));
        return new Oracle.Fields()
                .put("u", test::u)
                .put("pNormalCorrected", test::pTwoSided)
                .put("pNormal", test::pTwoSidedUncorrected)
                .put("pGreaterNormalCorrected", test::pGreater)
                .put("pExact", test::pExact);
    }

    private static Oracle.Fields welch(Oracle rows) {
        WelchT test = WelchT.of(rows.doubles("a"), rows.doubles("b"));
        Interval interval = test.interval(rows.number("confidence"));
        return new Oracle.Fields()
                .put("t", test::t)
                .put("df", test::degreesOfFreedom)
                .put("pTwoSided", test::pTwoSided)
                .put("lower", interval::low)
                .put("upper", interval::high);
    }

    private static Oracle.Fields resampled(Oracle rows) {
        ResampledT test = ResampledT.of(
                rows.doubles("differences"), (int) rows.number("trainRows"), (int) rows.number("testRows"));
        return new Oracle.Fields()
                .put("mean", test::mean)
                .put("naiveT", test::naiveT)
                .put("naiveP", test::naiveP)
                .put("t", test::t)
                .put("df", test::degreesOfFreedom)
                .put("p", test::pTwoSided)
                .put("pGreater", test::pGreater);
    }

    private static Oracle.Fields fiveByTwo(Oracle rows) {
        FiveByTwo test = FiveByTwo.of(rows.rows("differences"));
        return new Oracle.Fields()
                .put("s2", () -> Oracle.list(test.variances()))
                .put("t", test::t)
                .put("pT", test::pOfT)
                .put("f", test::f)
                .put("pF", test::pOfF);
    }

    private static Oracle.Fields verdict(Oracle rows) {
        List<Verdict> guards = new ArrayList<>();
        rows.input()
                .path("guards")
                .forEach(guard -> guards.add(above(-guard.path("margin").asDouble(), guard)));
        JsonNode primary = rows.input().path("primary");
        Verdict ofGuards = Verdict.of(guards, Verdict.PROMOTE);
        return new Oracle.Fields()
                .put(
                        "verdict",
                        () -> Verdict.of(guards, above(primary.path("delta").asDouble(), primary)))
                .put("primaryTested", () -> ofGuards == Verdict.PROMOTE);
    }

    private static Verdict above(double limit, JsonNode bounds) {
        return Verdict.above(limit, number(bounds.path("lower")), number(bounds.path("upper")));
    }

    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
    }
}
