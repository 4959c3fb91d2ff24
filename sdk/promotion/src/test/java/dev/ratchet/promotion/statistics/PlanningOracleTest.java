/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many questions at once, and how many rows they need, against values of R and mpmath. */
class PlanningOracleTest {

    @TestFactory
    Stream<DynamicTest> multiplicity() throws IOException {
        return Oracle.cases(
                "multiplicity",
                Map.of(
                        "adjust",
                        p -> fields(adjustment -> Oracle.list(adjustment.adjust(p.doubles("p")))),
                        "reject",
                        p -> fields(adjustment -> list(adjustment.reject(p.number("alpha"), p.doubles("p")))),
                        "fixedSequence",
                        PlanningOracleTest::fixedSequence,
                        "intersectionUnion",
                        PlanningOracleTest::intersectionUnion,
                        "eBenjaminiHochberg",
                        e -> new Oracle.Fields()
                                .put("rejected", () -> list(EValues.reject(e.number("alpha"), e.doubles("e"))))
                                .put("average", () -> EValues.average(e.doubles("e")))));
    }

    @TestFactory
    Stream<DynamicTest> power() throws IOException {
        return Oracle.cases(
                "power",
                Map.of(
                        "pairedMeanZ", PlanningOracleTest::pairedMean,
                        "mdePairedMean", PlanningOracleTest::detectable,
                        "mdeAccuracy", PlanningOracleTest::detectableAccuracy,
                        "mcnemarConnor", PlanningOracleTest::connor,
                        "nonInferiorityZ", PlanningOracleTest::nonInferiority,
                        "tPower", PlanningOracleTest::tPower,
                        "tSampleSize", PlanningOracleTest::tRows,
                        "twoProportion", PlanningOracleTest::groups));
    }

    private static Oracle.Fields fields(Function<Adjustment, Object> value) {
        return new Oracle.Fields()
                .put("bonferroni", () -> value.apply(Adjustment.BONFERRONI))
                .put("holm", () -> value.apply(Adjustment.HOLM))
                .put("hochberg", () -> value.apply(Adjustment.HOCHBERG))
                .put("benjaminiHochberg", () -> value.apply(Adjustment.BENJAMINI_HOCHBERG))
                .put("benjaminiYekutieli", () -> value.apply(Adjustment.BENJAMINI_YEKUTIELI));
    }

    private static Oracle.Fields fixedSequence(Oracle p) {
        FixedSequence sequence = FixedSequence.of(p.number("alpha"), p.doubles("p"));
        return new Oracle.Fields().put("passed", sequence::passed).put("tested", sequence::tested);
    }

    /** All have to be shown: that is a sequence which is gone through to its end. */
    private static Oracle.Fields intersectionUnion(Oracle p) {
        double[] all = p.doubles("p");
        return new Oracle.Fields()
                .put("p", () -> Arrays.stream(all).max().orElseThrow())
                .put("reject", () -> FixedSequence.of(p.number("alpha"), all).passed() == all.length);
    }

    private static SampleSize size(Oracle given, SampleSize.Sides sides) {
        return new SampleSize(given.number("alpha"), sides, given.input().has("power") ? given.number("power") : 0.8);
    }

    private static Oracle.Fields pairedMean(Oracle given) {
        double two = size(given, SampleSize.Sides.TWO).rows(given.number("sd"), given.number("delta"));
        double one = size(given, SampleSize.Sides.ONE).rows(given.number("sd"), given.number("delta"));
        return new Oracle.Fields()
                .put("nTwoSidedExact", () -> two)
                .put("nTwoSided", () -> Math.ceil(two))
                .put("nOneSidedExact", () -> one)
                .put("nOneSided", () -> Math.ceil(one));
    }

    private static Oracle.Fields detectable(Oracle given) {
        return new Oracle.Fields()
                .put(
                        "mdeTwoSided",
                        () -> size(given, SampleSize.Sides.TWO).difference(given.number("sd"), given.number("n")))
                .put(
                        "mdeOneSided",
                        () -> size(given, SampleSize.Sides.ONE).difference(given.number("sd"), given.number("n")));
    }

    private static Oracle.Fields detectableAccuracy(Oracle given) {
        return new Oracle.Fields()
                .put(
                        "mde",
                        () -> size(given, SampleSize.Sides.TWO)
                                .accuracyDifference(given.number("disagreement"), given.number("n")));
    }

    private static Oracle.Fields connor(Oracle given) {
        SampleSize size = size(given, SampleSize.Sides.TWO);
        double rows = size.mcNemarRows(given.number("p10"), given.number("p01"));
        return new Oracle.Fields()
                .put("nExact", () -> rows)
                .put("n", () -> Math.ceil(rows))
                .put("powerAtN", () -> size.mcNemarPower(given.number("p10"), given.number("p01"), Math.ceil(rows)));
    }

    private static Oracle.Fields nonInferiority(Oracle given) {
        double rows = size(given, SampleSize.Sides.ONE)
                .rows(given.number("sd"), given.number("margin") + given.number("trueDifference"));
        return new Oracle.Fields().put("nExact", () -> rows).put("n", () -> Math.ceil(rows));
    }

    private static Oracle.Fields tPower(Oracle given) {
        double effect = given.number("delta") / given.number("sd");
        double tail = given.number("alpha") / 2;
        double rows = given.number("n");
        return new Oracle.Fields()
                .put("paired", () -> TPower.paired(rows, effect, tail))
                .put("pairedStrict", () -> TPower.pairedBothSides(rows, effect, tail))
                .put("pairedOneSided", () -> TPower.paired(rows, effect, 2 * tail))
                .put("twoSample", () -> TPower.twoGroups(rows, effect, tail));
    }

    private static Oracle.Fields tRows(Oracle given) {
        double effect = given.number("delta") / given.number("sd");
        double tail = given.number("alpha") / 2;
        double power = given.number("power");
        return new Oracle.Fields()
                .put("pairedExact", () -> TPower.pairedRows(effect, tail, power))
                .put("paired", () -> Math.ceil(TPower.pairedRows(effect, tail, power)))
                .put("twoSamplePerGroupExact", () -> TPower.twoGroupsRows(effect, tail, power))
                .put("twoSamplePerGroup", () -> Math.ceil(TPower.twoGroupsRows(effect, tail, power)));
    }

    private static Oracle.Fields groups(Oracle given) {
        SampleSize size = size(given, SampleSize.Sides.TWO);
        double first = given.number("p1");
        double second = given.number("p2");
        return new Oracle.Fields()
                .put("nPerGroupExact", () -> size.rowsOfEachGroup(first, second))
                .put("nPerGroup", () -> Math.ceil(size.rowsOfEachGroup(first, second)))
                .put("powerAt100PerGroup", () -> size.powerOfGroups(first, second, 100));
    }

    private static List<Boolean> list(boolean[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
