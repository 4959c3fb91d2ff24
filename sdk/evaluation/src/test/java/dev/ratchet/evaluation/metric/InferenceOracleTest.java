/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Intervals and comparisons against values of pROC, SciPy and mpmath. */
class InferenceOracleTest {

    @TestFactory
    Stream<DynamicTest> delong() throws IOException {
        return Oracle.cases(
                "delong",
                Map.of(
                        "delongPaired", InferenceOracleTest::delongPaired,
                        "delongSingle", InferenceOracleTest::delongSingle,
                        "delongCovariance", InferenceOracleTest::delongCovariance));
    }

    /** The distribution over all resamples, or those of the case, so that no random number is in it. */
    @TestFactory
    Stream<DynamicTest> bootstrap() throws IOException {
        return Oracle.cases(
                "bootstrap",
                Map.of(
                        "fullEnumerationMean", InferenceOracleTest::mean,
                        "givenResamples", InferenceOracleTest::givenResamples,
                        "stratifiedEnumerationAuc", InferenceOracleTest::stratifiedAuc,
                        "clusterEnumerationMean", InferenceOracleTest::clusterMean,
                        "bcaFromDistribution",
                                rows -> fields(BootstrapInterval.of(
                                        rows.doubles("distribution"),
                                        rows.number("estimate"),
                                        rows.number("acceleration"),
                                        rows.number("confidence")))));
    }

    private static Oracle.Fields delongPaired(Oracle rows) {
        DeLong both = DeLong.of(rows.ints("y"), rows.doubles("a"), rows.doubles("b"));
        DeLong.AucDifference difference = both.difference(0, 1);
        return new Oracle.Fields()
                .put("aucA", () -> both.auc(0))
                .put("aucB", () -> both.auc(1))
                .put("varA", () -> both.covariance(0, 0))
                .put("varB", () -> both.covariance(1, 1))
                .put("cov", () -> both.covariance(0, 1))
                .put("z", difference::z)
                .put("p", difference::pTwoSided)
                .put("pGreater", difference::pGreater)
                .put(
                        "lower",
                        () -> difference.interval(rows.number("confidence")).low())
                .put(
                        "upper",
                        () -> difference.interval(rows.number("confidence")).high())
                .put("degenerate", difference::isDegenerate);
    }

    private static Oracle.Fields delongSingle(Oracle rows) {
        DeLong one = DeLong.of(rows.ints("y"), rows.doubles("score"));
        DeLong.AucDifference overGuessing = one.overGuessing(0);
        return new Oracle.Fields()
                .put("auc", () -> one.auc(0))
                .put("variance", () -> one.covariance(0, 0))
                .put("lower", () -> one.interval(0, rows.number("confidence")).low())
                .put("upper", () -> one.interval(0, rows.number("confidence")).high())
                .put("zVersusHalf", overGuessing::z)
                .put("pGreaterThanHalf", overGuessing::pGreater)
                .put("pTwoSidedVersusHalf", overGuessing::pTwoSided);
    }

    private static Oracle.Fields delongCovariance(Oracle rows) {
        DeLong all = DeLong.of(rows.ints("y"), rows.rows("scores"));
        int models = rows.rows("scores").length;
        return new Oracle.Fields()
                .put("auc", () -> IntStream.range(0, models).mapToObj(all::auc).toList())
                .put(
                        "covariance",
                        () -> IntStream.range(0, models)
                                .mapToObj(a -> IntStream.range(0, models)
                                        .mapToObj(b -> all.covariance(a, b))
                                        .toList())
                                .toList());
    }

    private static Oracle.Fields mean(Oracle rows) {
        double[] d = rows.doubles("d");
        ToDoubleFunction<int[]> mean = drawn ->
                Arrays.stream(drawn).mapToDouble(row -> d[row]).average().orElseThrow();
        return enumerated(rows, d.length, mean);
    }

    private static Oracle.Fields clusterMean(Oracle rows) {
        List<double[]> clusters = rows.input()
                .path("clusters")
                .valueStream()
                .map(cluster ->
                        cluster.valueStream().mapToDouble(JsonNode::asDouble).toArray())
                .toList();
        return enumerated(
                rows,
                clusters.size(),
                drawn -> Arrays.stream(drawn)
                        .mapToObj(clusters::get)
                        .flatMapToDouble(Arrays::stream)
                        .average()
                        .orElseThrow());
    }

    /** All sequences of n units out of n. */
    private static Oracle.Fields enumerated(Oracle rows, int n, ToDoubleFunction<int[]> statistic) {
        int[] all = IntStream.range(0, n).toArray();
        // Nothing is left of one row without it.
        double acceleration = Jackknife.acceleration(n < 2 ? new double[n] : leftOut(all, statistic));
        double[] resampled = sequences(n).stream().mapToDouble(statistic).toArray();
        return fields(rows, resampled, statistic.applyAsDouble(all), acceleration);
    }

    private static double[] leftOut(int[] all, ToDoubleFunction<int[]> statistic) {
        return IntStream.of(all)
                .mapToDouble(out -> statistic.applyAsDouble(without(all, out)))
                .toArray();
    }

    private static Oracle.Fields givenResamples(Oracle rows) {
        ToDoubleFunction<int[]> statistic = statistic(rows);
        double[][] drawn = rows.rows("resampleIndices");
        int[] all = IntStream.range(0, drawn[0].length).toArray();
        double[] resampled = Arrays.stream(drawn)
                .mapToDouble(one -> statistic.applyAsDouble(
                        Arrays.stream(one).mapToInt(row -> (int) row).toArray()))
                .toArray();
        return fields(rows, resampled, statistic.applyAsDouble(all), Jackknife.acceleration(leftOut(all, statistic)));
    }

    private static ToDoubleFunction<int[]> statistic(Oracle rows) {
        String named = rows.text("statistic");
        if (named.startsWith("median")) {
            double[] d = rows.doubles("d");
            return drawn -> Quantiles.median(
                    Arrays.stream(drawn).mapToDouble(row -> d[row]).sorted().toArray());
        }
        if (named.startsWith("f1")) {
            int[] y = rows.ints("y");
            Function<String, ToDoubleFunction<int[]>> f1 = model -> {
                int[] predicted = rows.ints(model);
                return drawn -> BinaryCounts.of(picked(y, drawn), picked(predicted, drawn), null)
                        .f1(ZeroDivision.ZERO);
            };
            return drawn -> f1.apply("candidate").applyAsDouble(drawn)
                    - f1.apply("champion").applyAsDouble(drawn);
        }
        double[] y = rows.doubles("y");
        Function<String, ToDoubleFunction<int[]>> rmse = model -> {
            double[] predicted = rows.doubles(model);
            return drawn -> RegressionErrors.of(picked(y, drawn), picked(predicted, drawn), null)
                    .rmse();
        };
        return drawn -> rmse.apply("champion").applyAsDouble(drawn)
                - rmse.apply("candidate").applyAsDouble(drawn);
    }

    private static Oracle.Fields stratifiedAuc(Oracle rows) {
        double[][] positives = rows.rows("positives");
        double[][] negatives = rows.rows("negatives");
        int[] allPositives = IntStream.range(0, positives.length).toArray();
        int[] allNegatives = IntStream.range(0, negatives.length).toArray();
        List<Double> resampled = new ArrayList<>();
        for (int[] drawnPositives : sequences(positives.length)) {
            for (int[] drawnNegatives : sequences(negatives.length)) {
                resampled.add(aucDifference(positives, drawnPositives, negatives, drawnNegatives));
            }
        }
        double acceleration = Jackknife.acceleration(List.of(
                IntStream.of(allPositives)
                        .mapToDouble(
                                out -> aucDifference(positives, without(allPositives, out), negatives, allNegatives))
                        .toArray(),
                IntStream.of(allNegatives)
                        .mapToDouble(
                                out -> aucDifference(positives, allPositives, negatives, without(allNegatives, out)))
                        .toArray()));
        return fields(
                rows,
                resampled.stream().mapToDouble(Double::doubleValue).toArray(),
                aucDifference(positives, allPositives, negatives, allNegatives),
                acceleration);
    }

    private static double aucDifference(double[][] positives, int[] p, double[][] negatives, int[] n) {
        int[] labels = new int[p.length + n.length];
        double[][] scores = new double[2][labels.length];
        for (int i = 0; i < labels.length; i++) {
            double[] row = i < p.length ? positives[p[i]] : negatives[n[i - p.length]];
            labels[i] = i < p.length ? 1 : 0;
            scores[0][i] = row[0];
            scores[1][i] = row[1];
        }
        return RankedScores.of(labels, scores[1], null).rocAuc()
                - RankedScores.of(labels, scores[0], null).rocAuc();
    }

    private static Oracle.Fields fields(Oracle rows, double[] resampled, double estimate, double acceleration) {
        return fields(BootstrapInterval.of(resampled, estimate, acceleration, rows.number("confidence")))
                .put("estimate", () -> estimate)
                .put("resamples", () -> resampled.length)
                .put("acceleration", () -> acceleration);
    }

    private static Oracle.Fields fields(BootstrapInterval interval) {
        return new Oracle.Fields()
                .put("standardError", interval::standardError)
                .put("z0", interval::bias)
                .put("adjustedLowerProbability", interval::lowerProbability)
                .put("adjustedUpperProbability", interval::upperProbability)
                .put("percentileLower", () -> interval.percentile().low())
                .put("percentileUpper", () -> interval.percentile().high())
                .put("bcaLower", () -> interval.bca().low())
                .put("bcaUpper", () -> interval.bca().high());
    }

    private static List<int[]> sequences(int n) {
        List<int[]> all = new ArrayList<>();
        int[] digits = new int[n];
        while (true) {
            all.add(digits.clone());
            int position = 0;
            while (position < n && ++digits[position] == n) {
                digits[position++] = 0;
            }
            if (position == n) {
                return all;
            }
        }
    }

    private static int[] without(int[] rows, int out) {
        return Arrays.stream(rows).filter(row -> row != out).toArray();
    }

    private static int[] picked(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }

    private static double[] picked(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }
}
