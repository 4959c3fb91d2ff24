/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Average;
import dev.ratchet.evaluation.metric.BinaryCounts;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.DeLong;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.MulticlassAuc;
import dev.ratchet.evaluation.metric.ProbabilityLosses;
import dev.ratchet.evaluation.metric.Proportion;
import dev.ratchet.evaluation.metric.RankedScores;
import dev.ratchet.evaluation.metric.RankingQuality;
import dev.ratchet.evaluation.metric.RegressionErrors;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.evaluation.metric.ZeroDivision;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The usual metrics under the names of MLflow's evaluators, so that runs of Java and Python share columns, and the way to
 * your own.
 */
public final class Metrics {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private Metrics() {}

    /** The metrics of two classes. Those of labels are of the predicted ones; undefined shares are 0. */
    public static List<Metric> binary() {
        return List.of(
                share("accuracy_score", counts -> counts.truePositives() + counts.trueNegatives(), BinaryCounts::total)
                        .withHits(rows -> hits(rows, label -> true)),
                share(
                        "precision_score",
                        BinaryCounts::truePositives,
                        counts -> counts.truePositives() + counts.falsePositives()),
                share(
                                "recall_score",
                                BinaryCounts::truePositives,
                                counts -> counts.truePositives() + counts.falseNegatives())
                        .withHits(rows -> hits(rows, label -> label == 1)),
                share(
                                "specificity_score",
                                BinaryCounts::trueNegatives,
                                counts -> counts.trueNegatives() + counts.falsePositives())
                        .withHits(rows -> hits(rows, label -> label == 0)),
                counted("f1_score", 0, counts -> counts.f1(ZeroDivision.ZERO)),
                counted("balanced_accuracy_score", 0, BinaryCounts::balancedAccuracy),
                counted("matthews_corrcoef", -1, BinaryCounts::mcc),
                counted("cohen_kappa_score", -1, BinaryCounts::kappa),
                StandardMetric.of(
                                "roc_auc",
                                BinaryPredictions.class,
                                Direction.HIGHER_IS_BETTER,
                                0,
                                1,
                                rows -> ranked(rows).rocAuc())
                        .comparedBy(Comparison.DE_LONG)
                        .byFormula(Metrics::auc),
                StandardMetric.of(
                        "average_precision_score",
                        BinaryPredictions.class,
                        Direction.HIGHER_IS_BETTER,
                        0,
                        1,
                        rows -> ranked(rows).averagePrecision()),
                StandardMetric.meanOf(
                        "log_loss",
                        BinaryPredictions.class,
                        rows -> ProbabilityLosses.logLosses(rows.labels(), rows.probabilities())),
                StandardMetric.meanOf(
                        "brier_score_loss",
                        BinaryPredictions.class,
                        rows -> ProbabilityLosses.brierLosses(rows.labels(), rows.probabilities())));
    }

    /** The metrics of several classes. Averages are weighted by the classes' shares, as MLflow's are. */
    public static List<Metric> multiclass() {
        return List.of(
                matrix("accuracy_score", 0, ConfusionMatrix::accuracy)
                        .withHits(rows -> hits(rows.labels(), rows.predicted(), label -> true))
                        .byFormula(rows -> Estimate.ofShare(right(rows))),
                matrix("precision_score", 0, counts -> counts.precision(Average.WEIGHTED, ZeroDivision.ZERO)),
                matrix("recall_score", 0, counts -> counts.recall(Average.WEIGHTED, ZeroDivision.ZERO)),
                matrix("f1_score", 0, counts -> counts.f1(Average.WEIGHTED, ZeroDivision.ZERO)),
                matrix("f1_score_macro", 0, counts -> counts.f1(Average.MACRO, ZeroDivision.ZERO)),
                matrix("balanced_accuracy_score", 0, ConfusionMatrix::balancedAccuracy),
                matrix("matthews_corrcoef", -1, ConfusionMatrix::mcc),
                matrix("cohen_kappa_score", -1, ConfusionMatrix::kappa),
                StandardMetric.of(
                        "roc_auc",
                        MulticlassPredictions.class,
                        Direction.HIGHER_IS_BETTER,
                        0,
                        1,
                        rows -> MulticlassAuc.oneVersusRest(
                                rows.labels(),
                                rows.probabilities(),
                                Average.WEIGHTED,
                                rows.rows().weights().orElse(null))),
                StandardMetric.meanOf(
                        "log_loss",
                        MulticlassPredictions.class,
                        rows -> ProbabilityLosses.logLosses(rows.labels(), rows.probabilities())),
                StandardMetric.meanOf(
                        "brier_score_loss",
                        MulticlassPredictions.class,
                        rows -> ProbabilityLosses.brierLosses(rows.labels(), rows.probabilities())));
    }

    /** The metrics of predicted numbers. */
    public static List<Metric> regression() {
        return List.of(
                StandardMetric.meanOf(
                        "mean_absolute_error", RegressionPredictions.class, rows -> errors(rows, Math::abs)),
                StandardMetric.meanOf(
                        "mean_squared_error",
                        RegressionPredictions.class,
                        rows -> errors(rows, error -> error * error)),
                error("root_mean_squared_error", RegressionErrors::rmse),
                error("median_absolute_error", RegressionErrors::medianAbsoluteError),
                error("max_error", RegressionErrors::maxError),
                error("mean_absolute_percentage_error", RegressionErrors::mape),
                error("symmetric_mean_absolute_percentage_error", RegressionErrors::smape),
                error("root_mean_squared_log_error", RegressionErrors::rmsle),
                fit("r2_score", RegressionErrors::r2),
                fit("explained_variance_score", RegressionErrors::explainedVariance));
    }

    /**
     * The loss of a predicted quantile, as a mean of rows: {@code mean_pinball_loss}.
     *
     * @param alpha the quantile's probability, 0 to 1
     */
    public static Metric pinball(double alpha) {
        RegressionErrors.of(new double[1], new double[1], null).pinball(alpha); // refuses what is not allowed
        return meanOf(
                "mean_pinball_loss",
                RegressionPredictions.class,
                rows -> errors(rows, error -> Math.max(alpha * error, (alpha - 1) * error)));
    }

    /**
     * R² as if each predictor had been paid for: {@code adjusted_r2_score}.
     *
     * @param predictors how many columns the model learned from, at least 0
     */
    public static Metric adjustedR2(int predictors) {
        return fit("adjusted_r2_score", errors -> errors.adjustedR2(predictors));
    }

    /**
     * The weighted harmonic mean of precision and recall of two classes: {@code fbeta_score}.
     *
     * @param beta how many times as much recall counts as precision; above 0
     */
    public static Metric fBeta(double beta) {
        new BinaryCounts(0, 0, 0, 1).fBeta(beta, ZeroDivision.ZERO); // refuses what is not allowed
        return counted("fbeta_score", 0, counts -> counts.fBeta(beta, ZeroDivision.ZERO));
    }

    /** The metrics of ranked documents: means over the queries, of which the first 10 places count. */
    public static List<Metric> ranking() {
        return List.of(
                ofQueries(
                        "ndcg_at_10", rows -> RankingQuality.ndcg(rows.queries(), rows.relevance(), rows.scores(), 10)),
                ofQueries(
                        "map_at_10",
                        rows -> RankingQuality.averagePrecision(rows.queries(), rows.relevance(), rows.scores(), 10)));
    }

    private static Metric ofQueries(String name, Function<RankingPredictions, double[]> values) {
        return StandardMetric.of(
                        name,
                        RankingPredictions.class,
                        Direction.HIGHER_IS_BETTER,
                        0,
                        1,
                        rows -> ProbabilityLosses.mean(ofUnweighted(name, rows, values), null)
                                .value())
                .byFormula(rows -> Estimate.ofMean(ofUnweighted(name, rows, values), null));
    }

    private static double[] ofUnweighted(
            String name, RankingPredictions rows, Function<RankingPredictions, double[]> values) {
        if (rows.rows().weights().isPresent()) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "'" + name + "' is a mean of queries and is not defined for weighted rows: leave the weights out.");
        }
        return values.apply(rows);
    }

    /**
     * A metric of your own that is the mean of the rows' losses, so that two models are compared by a t test.
     *
     * @param name under which it is logged
     * @param kind the predictions that it is for
     * @param losses the loss of each row; the lower, the better
     */
    public static <P extends Predictions> Metric meanOf(String name, Class<P> kind, Function<P, double[]> losses) {
        return StandardMetric.meanOf(name, kind, losses);
    }

    /**
     * What errors of two classes cost, as the mean of rows: {@code mean_cost}.
     *
     * @param falsePositive the cost of a false alarm, at least 0
     * @param falseNegative the cost of a miss, at least 0
     */
    public static Metric meanCost(double falsePositive, double falseNegative) {
        new BinaryCounts(0, 0, 0, 1).cost(falsePositive, falseNegative); // refuses what is not allowed
        return meanOf(
                "mean_cost",
                BinaryPredictions.class,
                rows -> wrong(rows, label -> label == 1 ? falseNegative : falsePositive));
    }

    /**
     * The metric whose per-row losses tell best where a model is weak: the log loss where there are probabilities, else the share
     * of wrong rows ({@code zero_one_loss}), and of numbers the absolute error.
     *
     * @throws IllegalArgumentException for rankings, where rows have no loss of their own
     */
    public static Metric lossOf(Predictions predictions) {
        if (predictions instanceof BinaryPredictions binary) {
            return binary.hasProbabilities()
                    ? named(binary(), "log_loss")
                    : meanOf("zero_one_loss", BinaryPredictions.class, rows -> wrong(rows, label -> 1));
        }
        if (predictions instanceof MulticlassPredictions several) {
            return several.hasProbabilities()
                    ? named(multiclass(), "log_loss")
                    : meanOf("zero_one_loss", MulticlassPredictions.class, Metrics::wrong);
        }
        if (predictions instanceof RegressionPredictions) {
            return named(regression(), "mean_absolute_error");
        }
        throw new IllegalArgumentException(
                "Rows of rankings have no loss of their own: slice them by a metric of whole queries.");
    }

    /**
     * One of the usual metrics of these predictions.
     *
     * @throws IllegalArgumentException if none of them has this name; it lists those that there are
     */
    public static Metric named(String name, Predictions predictions) {
        return named(usual(predictions), name);
    }

    private static Metric named(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + name + "' here; there are "
                        + metrics.stream().map(Metric::name).collect(Collectors.joining(", ")) + "."));
    }

    /** The usual metrics of this kind of predictions. */
    static List<Metric> usual(Predictions predictions) {
        return switch (Task.of(predictions)) {
            case BINARY -> binary();
            case MULTICLASS -> multiclass();
            case REGRESSION -> regression();
            case RANKING -> ranking();
        };
    }

    private static double[] wrong(BinaryPredictions rows, IntToDoubleFunction cost) {
        BinaryCounts.of(rows.labels(), rows.predicted(), null); // refuses what is not allowed
        return wrong(rows.labels(), rows.predicted(), cost);
    }

    private static double[] wrong(MulticlassPredictions rows) {
        matrix(rows);
        return wrong(rows.labels(), rows.predicted(), label -> 1);
    }

    private static double[] wrong(int[] labels, int[] predicted, IntToDoubleFunction cost) {
        double[] losses = new double[labels.length];
        Arrays.setAll(losses, row -> labels[row] == predicted[row] ? 0 : cost.applyAsDouble(labels[row]));
        return losses;
    }

    /**
     * A metric of your own that is any figure, so that two models are compared by drawing rows.
     *
     * @param name under which it is logged
     * @param kind the predictions that it is for
     * @param direction which values are better
     * @param low the lowest value that it can have
     * @param high the highest one
     * @param value the figure of all rows
     */
    public static <P extends Predictions> Metric figure(
            String name, Class<P> kind, Direction direction, double low, double high, ToDoubleFunction<P> value) {
        return StandardMetric.of(name, kind, direction, low, high, value);
    }

    private static StandardMetric<BinaryPredictions> counted(
            String name, double low, ToDoubleFunction<BinaryCounts> value) {
        return StandardMetric.of(
                        name,
                        BinaryPredictions.class,
                        Direction.HIGHER_IS_BETTER,
                        low,
                        1,
                        rows -> value.applyAsDouble(counts(rows)))
                .byLeavingOut(rows -> Jackknifed.of(counts(rows), value));
    }

    /** A share of rows, with Wilson's interval where rows have no weights. */
    private static StandardMetric<BinaryPredictions> share(
            String name, ToDoubleFunction<BinaryCounts> hits, ToDoubleFunction<BinaryCounts> of) {
        return counted(name, 0, counts -> {
                    double all = of.applyAsDouble(counts);
                    return all == 0 ? 0 : hits.applyAsDouble(counts) / all;
                })
                .byFormula(rows -> {
                    BinaryCounts counts = counts(rows);
                    return Estimate.ofShare(
                            new Proportion((long) hits.applyAsDouble(counts), (long) of.applyAsDouble(counts)));
                });
    }

    /** Counting refuses what is neither 0 nor 1. */
    private static int[] hits(BinaryPredictions rows, IntPredicate counts) {
        counts(rows);
        return hits(rows.labels(), rows.predicted(), counts);
    }

    private static int[] hits(int[] labels, int[] predicted, IntPredicate counts) {
        int[] hits = new int[labels.length];
        for (int row = 0; row < hits.length; row++) {
            hits[row] = !counts.test(labels[row]) ? -1 : labels[row] == predicted[row] ? 1 : 0;
        }
        return hits;
    }

    private static Estimate auc(BinaryPredictions rows) {
        DeLong auc = DeLong.of(rows.labels(), rows.scores());
        return Estimate.of(auc.auc(0), Math.sqrt(Math.max(0, auc.covariance(0, 0))), Double.POSITIVE_INFINITY);
    }

    private static Proportion right(MulticlassPredictions rows) {
        ConfusionMatrix counts = matrix(rows);
        return new Proportion(Math.round(counts.accuracy() * counts.total()), (long) counts.total());
    }

    private static BinaryCounts counts(BinaryPredictions rows) {
        return BinaryCounts.of(
                rows.labels(), rows.predicted(), rows.rows().weights().orElse(null));
    }

    private static RankedScores ranked(BinaryPredictions rows) {
        return RankedScores.of(
                rows.labels(), rows.scores(), rows.rows().weights().orElse(null));
    }

    private static StandardMetric<MulticlassPredictions> matrix(
            String name, double low, ToDoubleFunction<ConfusionMatrix> value) {
        return StandardMetric.of(
                        name,
                        MulticlassPredictions.class,
                        Direction.HIGHER_IS_BETTER,
                        low,
                        1,
                        rows -> value.applyAsDouble(matrix(rows)))
                .byLeavingOut(rows -> Jackknifed.of(matrix(rows), value));
    }

    private static ConfusionMatrix matrix(MulticlassPredictions rows) {
        return ConfusionMatrix.of(
                rows.classes().size(),
                rows.labels(),
                rows.predicted(),
                rows.rows().weights().orElse(null));
    }

    private static double[] errors(RegressionPredictions rows, DoubleUnaryOperator loss) {
        double[] targets = rows.targets();
        double[] predicted = rows.predicted();
        RegressionErrors.of(targets, predicted, null); // refuses what is not allowed
        double[] losses = new double[targets.length];
        Arrays.setAll(losses, row -> loss.applyAsDouble(targets[row] - predicted[row]));
        return losses;
    }

    private static StandardMetric<RegressionPredictions> error(String name, ToDoubleFunction<RegressionErrors> value) {
        return StandardMetric.of(
                name,
                RegressionPredictions.class,
                Direction.LOWER_IS_BETTER,
                0,
                INFINITY,
                rows -> value.applyAsDouble(of(rows)));
    }

    private static StandardMetric<RegressionPredictions> fit(String name, ToDoubleFunction<RegressionErrors> value) {
        return StandardMetric.of(
                name,
                RegressionPredictions.class,
                Direction.HIGHER_IS_BETTER,
                -INFINITY,
                1,
                rows -> value.applyAsDouble(of(rows)));
    }

    private static RegressionErrors of(RegressionPredictions rows) {
        return RegressionErrors.of(
                rows.targets(), rows.predicted(), rows.rows().weights().orElse(null));
    }
}
