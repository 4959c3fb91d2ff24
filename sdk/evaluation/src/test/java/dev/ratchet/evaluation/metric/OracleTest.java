/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every metric against values of scikit-learn, SciPy, statsmodels and R. */
class OracleTest {

    @TestFactory
    Stream<DynamicTest> classification() throws IOException {
        return Oracle.cases(
                "classification",
                Map.ofEntries(
                        Map.entry("binaryLabels", OracleTest::binaryLabels),
                        Map.entry("multiclassLabels", OracleTest::multiclassLabels),
                        Map.entry("binaryProbability", OracleTest::binaryProbability),
                        Map.entry("multiclassProbability", OracleTest::multiclassProbability),
                        Map.entry("ranking", OracleTest::ranking),
                        Map.entry("rocCurve", OracleTest::rocCurve),
                        Map.entry("prCurve", OracleTest::precisionRecallCurve),
                        Map.entry("multiclassAuc", OracleTest::multiclassAuc),
                        Map.entry("calibration", OracleTest::calibration),
                        Map.entry("lift", OracleTest::lift),
                        Map.entry("cost", OracleTest::cost),
                        Map.entry("bestThreshold", OracleTest::bestThreshold)));
    }

    @TestFactory
    Stream<DynamicTest> regression() throws IOException {
        return Oracle.cases("regression", Map.of("regression", OracleTest::regressionErrors));
    }

    @TestFactory
    Stream<DynamicTest> fairness() throws IOException {
        return Oracle.cases(
                "fairness",
                Map.of(
                        "groupMetrics",
                        OracleTest::groupMetrics,
                        "demographicParity",
                        rows -> {
                            Disparity parity = GroupSelections.of(rows.ints("predicted"), rows.texts("group"))
                                    .demographicParity();
                            return new Oracle.Fields()
                                    .put("difference", parity::difference)
                                    .put("ratio", parity::ratio);
                        },
                        "equalOpportunity",
                        rows -> {
                            Disparity opportunity = groupRates(rows).equalOpportunity();
                            return new Oracle.Fields()
                                    .put("difference", opportunity::difference)
                                    .put("ratio", opportunity::ratio);
                        },
                        "equalizedOdds",
                        rows -> {
                            GroupRates.Odds odds = groupRates(rows).equalizedOdds();
                            return new Oracle.Fields()
                                    .put("difference", odds::difference)
                                    .put("ratio", odds::ratio);
                        },
                        "disparateImpact",
                        OracleTest::disparateImpact,
                        "rateDifferenceCi",
                        OracleTest::rateDifference));
    }

    private static Oracle.Fields binaryLabels(Oracle rows) {
        BinaryCounts counts = BinaryCounts.of(rows.ints("y"), rows.ints("predicted"), rows.weights());
        ZeroDivision zero = zeroDivision(rows);
        return new Oracle.Fields()
                .put("tn", counts::trueNegatives)
                .put("fp", counts::falsePositives)
                .put("fn", counts::falseNegatives)
                .put("tp", counts::truePositives)
                .put("accuracy", counts::accuracy)
                .put("precision", () -> counts.precision(zero))
                .put("recall", () -> counts.recall(zero))
                .put("f1", () -> counts.f1(zero))
                .put("f2", () -> counts.fBeta(2, zero))
                .put("specificity", () -> counts.specificity(zero))
                .put("balancedAccuracy", counts::balancedAccuracy)
                .put("mcc", counts::mcc)
                .put("kappa", counts::kappa);
    }

    private static ZeroDivision zeroDivision(Oracle rows) {
        return rows.number("zeroDivision") == 1 ? ZeroDivision.ONE : ZeroDivision.ZERO;
    }

    private static Oracle.Fields multiclassLabels(Oracle rows) {
        List<String> classes = classes(rows);
        ConfusionMatrix matrix = ConfusionMatrix.of(
                classes.size(), numbered(rows.texts("y"), classes), numbered(rows.texts("predicted"), classes), null);
        ZeroDivision zero = zeroDivision(rows);
        Oracle.Fields fields = new Oracle.Fields()
                .put("labels", () -> classes)
                .put(
                        "confusion",
                        () -> IntStream.range(0, classes.size())
                                .mapToObj(truth -> perClass(classes, predicted -> matrix.count(truth, predicted)))
                                .toList())
                .put("accuracy", matrix::accuracy)
                .put("support", () -> perClass(classes, matrix::support))
                .put(
                        "precisionPerClass",
                        () -> perClass(classes, k -> matrix.ofClass(k).precision(zero)))
                .put(
                        "recallPerClass",
                        () -> perClass(classes, k -> matrix.ofClass(k).recall(zero)))
                .put(
                        "f1PerClass",
                        () -> perClass(classes, k -> matrix.ofClass(k).f1(zero)))
                .put("balancedAccuracy", matrix::balancedAccuracy)
                .put("mcc", matrix::mcc)
                .put("kappa", matrix::kappa);
        Map.of("Micro", Average.MICRO, "Macro", Average.MACRO, "Weighted", Average.WEIGHTED)
                .forEach((name, average) -> fields.put("precision" + name, () -> matrix.precision(average, zero))
                        .put("recall" + name, () -> matrix.recall(average, zero))
                        .put("f1" + name, () -> matrix.f1(average, zero)));
        return fields;
    }

    private static List<Double> perClass(List<String> classes, IntToDoubleFunction value) {
        return IntStream.range(0, classes.size()).mapToDouble(value).boxed().toList();
    }

    private static List<String> classes(Oracle rows) {
        boolean numbers = rows.input().path("y").path(0).isNumber();
        return Stream.concat(Arrays.stream(rows.texts("y")), Arrays.stream(rows.texts("predicted")))
                .distinct()
                .sorted((a, b) -> numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b))
                .toList();
    }

    private static int[] numbered(String[] labels, List<String> classes) {
        return Arrays.stream(labels).mapToInt(classes::indexOf).toArray();
    }

    private static Oracle.Fields binaryProbability(Oracle rows) {
        int[] labels = rows.ints("y");
        double[] p = rows.doubles("p");
        return new Oracle.Fields()
                .put(
                        "logLoss",
                        () -> ProbabilityLosses.mean(ProbabilityLosses.logLosses(labels, p), rows.weights())
                                .value())
                .put(
                        "brier",
                        () -> ProbabilityLosses.mean(ProbabilityLosses.brierLosses(labels, p), rows.weights())
                                .value());
    }

    private static Oracle.Fields multiclassProbability(Oracle rows) {
        int[] labels = numbered(rows.texts("y"), List.of(rows.texts("classes")));
        double[][] p = rows.rows("p");
        return new Oracle.Fields()
                .put(
                        "logLoss",
                        () -> ProbabilityLosses.mean(ProbabilityLosses.logLosses(labels, p), null)
                                .value())
                .put(
                        "brier",
                        () -> ProbabilityLosses.mean(ProbabilityLosses.brierLosses(labels, p), null)
                                .value());
    }

    private static RankedScores ranked(Oracle rows) {
        return RankedScores.of(rows.ints("y"), rows.doubles("score"), rows.weights());
    }

    private static Oracle.Fields ranking(Oracle rows) {
        RankedScores ranked = ranked(rows);
        return new Oracle.Fields().put("rocAuc", ranked::rocAuc).put("averagePrecision", ranked::averagePrecision);
    }

    private static Oracle.Fields rocCurve(Oracle rows) {
        Curve curve = ranked(rows).rocCurve();
        return new Oracle.Fields()
                .put("fpr", () -> points(curve.size(), curve::x))
                .put("tpr", () -> points(curve.size(), curve::y))
                .put("thresholds", () -> points(curve.size(), curve::threshold));
    }

    private static Oracle.Fields precisionRecallCurve(Oracle rows) {
        Curve curve = ranked(rows).precisionRecallCurve();
        return new Oracle.Fields()
                .put("recall", () -> points(curve.size(), curve::x))
                .put("precision", () -> points(curve.size(), curve::y))
                // The last point has no threshold in scikit-learn, and plus infinity here.
                .put("thresholds", () -> points(curve.size() - 1, curve::threshold));
    }

    private static List<Double> points(int size, IntToDoubleFunction value) {
        return IntStream.range(0, size).mapToDouble(value).boxed().toList();
    }

    private static Oracle.Fields multiclassAuc(Oracle rows) {
        int[] labels = rows.ints("y");
        double[][] p = rows.rows("p");
        return new Oracle.Fields()
                .put("ovrMacro", () -> MulticlassAuc.oneVersusRest(labels, p, Average.MACRO))
                .put("ovrWeighted", () -> MulticlassAuc.oneVersusRest(labels, p, Average.WEIGHTED))
                .put("ovoMacro", () -> MulticlassAuc.oneVersusOne(labels, p, Average.MACRO))
                .put("ovoWeighted", () -> MulticlassAuc.oneVersusOne(labels, p, Average.WEIGHTED));
    }

    private static Oracle.Fields calibration(Oracle rows) {
        Calibration.Binning binning = rows.text("strategy").equals("equal-width")
                ? Calibration.Binning.EQUAL_WIDTH
                : Calibration.Binning.EQUAL_MASS;
        Calibration calibration = Calibration.of(rows.ints("y"), rows.doubles("p"), (int) rows.number("bins"), binning);
        return new Oracle.Fields()
                .put("binIndex", () -> bins(calibration, Calibration.Bin::index))
                .put("count", () -> bins(calibration, Calibration.Bin::count))
                .put("fractionPositive", () -> bins(calibration, Calibration.Bin::fractionPositive))
                .put("meanPredicted", () -> bins(calibration, Calibration.Bin::meanPredicted))
                .put("ece", calibration::ece)
                .put("mce", calibration::mce);
    }

    private static List<Double> bins(Calibration calibration, ToDoubleFunction<Calibration.Bin> value) {
        return calibration.bins().stream().mapToDouble(value).boxed().toList();
    }

    private static Oracle.Fields lift(Oracle rows) {
        Lift lift = ranked(rows).lift(rows.number("fraction"));
        return new Oracle.Fields()
                .put("k", lift::rows)
                .put("capturedPositives", lift::capturedPositives)
                .put("gain", lift::gain)
                .put("lift", lift::lift);
    }

    private static Oracle.Fields cost(Oracle rows) {
        BinaryCounts counts = BinaryCounts.of(rows.ints("y"), rows.ints("predicted"), null);
        double falsePositive = rows.number("costFalsePositive");
        double falseNegative = rows.number("costFalseNegative");
        return new Oracle.Fields()
                .put("totalCost", () -> counts.cost(falsePositive, falseNegative))
                .put("meanCost", () -> counts.meanCost(falsePositive, falseNegative));
    }

    private static Oracle.Fields bestThreshold(Oracle rows) {
        ThresholdGoal goal = switch (rows.text("criterion")) {
            case "f1" -> new ThresholdGoal.F1();
            case "youden" -> new ThresholdGoal.Youden();
            default -> new ThresholdGoal.Cost(rows.number("costFalsePositive"), rows.number("costFalseNegative"));
        };
        Threshold best = ranked(rows).bestThreshold(goal);
        return new Oracle.Fields().put("threshold", best::threshold).put("value", best::value);
    }

    private static Oracle.Fields regressionErrors(Oracle rows) {
        RegressionErrors errors = RegressionErrors.of(rows.doubles("y"), rows.doubles("predicted"), rows.weights());
        return new Oracle.Fields()
                .put("mae", errors::mae)
                .put("mse", errors::mse)
                .put("rmse", errors::rmse)
                .put("medianAe", errors::medianAbsoluteError)
                .put("maxError", errors::maxError)
                .put("r2", errors::r2)
                .put("adjustedR2", () -> errors.adjustedR2((int) rows.number("predictors")))
                .put("explainedVariance", errors::explainedVariance)
                .put("mape", errors::mape)
                .put("smape", errors::smape)
                .put("rmsle", errors::rmsle)
                .put("pinball", () -> errors.pinball(rows.number("alpha")));
    }

    private static GroupRates groupRates(Oracle rows) {
        return GroupRates.of(rows.ints("y"), rows.ints("predicted"), rows.texts("group"));
    }

    private static Oracle.Fields groupMetrics(Oracle rows) {
        GroupRates rates = groupRates(rows);
        GroupSelections selections = GroupSelections.of(rows.ints("predicted"), rows.texts("group"));
        Map<String, Object> groups = new LinkedHashMap<>();
        rates.counts().forEach((group, counts) -> {
            Proportion selected =
                    java.util.Objects.requireNonNull(selections.selected().get(group));
            Interval wilson = selected.wilson(0.95);
            Interval exact = selected.clopperPearson(0.95);
            Callable<?> tpr = () -> rates.truePositiveRate(group).value();
            Callable<?> fpr = () -> rates.falsePositiveRate(group).value();
            groups.put(
                    group,
                    Map.of(
                            "n", selected.trials(),
                            "selectionRate", selected.value(),
                            "wilson95", Oracle.list(wilson.low(), wilson.high()),
                            "clopperPearson95", Oracle.list(exact.low(), exact.high()),
                            "accuracy", counts.accuracy(),
                            "tpr", tpr,
                            "fpr", fpr));
        });
        return new Oracle.Fields().put("groups", () -> groups);
    }

    private static Oracle.Fields disparateImpact(Oracle rows) {
        Map<String, GroupSelections.Impact> impacts = GroupSelections.of(rows.ints("predicted"), rows.texts("group"))
                .disparateImpact(rows.text("privileged"));
        Map<String, Object> groups = new LinkedHashMap<>();
        impacts.forEach((group, impact) ->
                groups.put(group, Map.of("ratio", impact.ratio(), "passesFourFifths", impact.passesFourFifths())));
        return new Oracle.Fields()
                .put("groups", () -> groups)
                .put("passes", () -> impacts.values().stream().allMatch(GroupSelections.Impact::passesFourFifths));
    }

    private static Oracle.Fields rateDifference(Oracle rows) {
        Proportion first = new Proportion((long) rows.number("x1"), (long) rows.number("n1"));
        Proportion second = new Proportion((long) rows.number("x2"), (long) rows.number("n2"));
        Interval interval = first.minus(second, rows.number("confidence"));
        return new Oracle.Fields()
                .put("difference", () -> first.value() - second.value())
                .put("lower", interval::low)
                .put("upper", interval::high);
    }
}
