/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What predicted numbers are off by. Metrics that take no weights (median, maximum, percentages, logarithms) refuse
 * weighted rows. Immutable; the arrays are not copied and must not be changed.
 */
public final class RegressionErrors {

    private final double[] targets;
    private final double[] predicted;
    /** Empty when all rows count alike. */
    private final double[] weights;

    private RegressionErrors(double[] targets, double[] predicted, double[] weights) {
        this.targets = targets;
        this.predicted = predicted;
        this.weights = weights;
    }

    /**
     * Errors of rows.
     *
     * @param targets what is true
     * @param predicted what the model says
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a value is not finite, or weights are not
     *     allowed
     */
    public static RegressionErrors of(double[] targets, double[] predicted, double @Nullable [] weights) {
        Checks.sameLength(targets.length, "predictions", predicted.length);
        if (weights != null) {
            Checks.sameLength(targets.length, "weights", weights.length);
        }
        Checks.notEmpty(targets.length);
        Checks.finite("target", targets);
        Checks.finite("prediction", predicted);
        Checks.weights(targets.length, weights);
        return new RegressionErrors(targets, predicted, weights == null ? new double[0] : weights);
    }

    /** Mean absolute error. */
    public double mae() {
        return mean(row -> Math.abs(error(row)));
    }

    /** Mean squared error. */
    public double mse() {
        return mean(row -> error(row) * error(row));
    }

    /** The root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(mse());
    }

    /** The median of absolute errors; of an even number of rows the mean of the middle two. */
    public double medianAbsoluteError() {
        return Quantiles.median(sortedAbsoluteErrors("The median error"));
    }

    /** The largest absolute error. */
    public double maxError() {
        double[] sorted = sortedAbsoluteErrors("The largest error");
        return sorted[sorted.length - 1];
    }

    /**
     * The share of the targets' variance that is explained; 0 for a model that always says their mean, negative for a
     * worse one.
     *
     * @throws UndefinedMetricException if there are fewer than 2 rows, or all targets are equal
     */
    public double r2() {
        double center = mean(row -> targets[row]);
        return 1 - sum(row -> error(row) * error(row)) / spread("R²", row -> targets[row] - center);
    }

    /**
     * R² as if each predictor had been paid for.
     *
     * @param predictors how many columns the model learned from
     * @throws UndefinedMetricException as {@link #r2}, and if there are not at least 2 rows more than predictors
     */
    public double adjustedR2(int predictors) {
        Checks.argument(predictors >= 0, "There are " + predictors + " predictors: at least 0 are allowed.");
        unweighted("Adjusted R²");
        double r2 = r2();
        int n = targets.length;
        if (n <= predictors + 1) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "Adjusted R² with " + predictors + " predictors needs at least " + (predictors + 2)
                            + " rows, and there are " + n + ".");
        }
        return 1 - (1 - r2) * (n - 1) / (n - predictors - 1);
    }

    /**
     * The share of the targets' variance that is explained when a constant error is forgiven.
     *
     * @throws UndefinedMetricException as {@link #r2}
     */
    public double explainedVariance() {
        double center = mean(row -> targets[row]);
        double bias = mean(this::error);
        return 1
                - sum(row -> (error(row) - bias) * (error(row) - bias))
                        / spread("Explained variance", row -> targets[row] - center);
    }

    /**
     * The mean of absolute errors as shares of their targets; 0.1 is ten per cent.
     *
     * @throws UndefinedMetricException if a target is 0, or rows have weights
     */
    public double mape() {
        unweighted("MAPE");
        for (int row = 0; row < targets.length; row++) {
            if (targets[row] == 0) {
                throw new UndefinedMetricException(
                        Reason.ZERO_TARGET,
                        "MAPE divides by the targets, and that of row " + row + " is 0: use SMAPE or MAE.");
            }
        }
        return mean(row -> Math.abs(error(row)) / Math.abs(targets[row]));
    }

    /** The mean of absolute errors as shares of the mean of target and prediction, 0 to 2; 0 where both are 0. */
    public double smape() {
        unweighted("SMAPE");
        return mean(row ->
                error(row) == 0 ? 0 : 2 * Math.abs(error(row)) / (Math.abs(targets[row]) + Math.abs(predicted[row])));
    }

    /**
     * The root of the mean squared error of <i>ln(1 + value)</i>.
     *
     * @throws UndefinedMetricException if a value is negative, or rows have weights
     */
    public double rmsle() {
        unweighted("RMSLE");
        notNegative("target", targets);
        notNegative("prediction", predicted);
        return Math.sqrt(mean(row -> {
            double error = Math.log1p(targets[row]) - Math.log1p(predicted[row]);
            return error * error;
        }));
    }

    /**
     * The loss of a predicted quantile.
     *
     * @param alpha the quantile's probability, 0 to 1
     */
    public double pinball(double alpha) {
        Checks.argument(alpha >= 0 && alpha <= 1, "alpha is " + alpha + ": 0 to 1 is allowed.");
        return mean(row -> Math.max(alpha * error(row), (alpha - 1) * error(row)));
    }

    private double error(int row) {
        return targets[row] - predicted[row];
    }

    private double sum(IntToDoubleFunction ofRow) {
        CompensatedSum sum = new CompensatedSum();
        for (int row = 0; row < targets.length; row++) {
            sum.add((weights.length == 0 ? 1 : weights[row]) * ofRow.applyAsDouble(row));
        }
        return sum.value();
    }

    private double mean(IntToDoubleFunction ofRow) {
        return sum(ofRow) / (weights.length == 0 ? targets.length : sum(row -> 1));
    }

    /** The sum of squares of what is not all 0. */
    private double spread(String what, IntToDoubleFunction deviation) {
        if (targets.length < 2) {
            throw new UndefinedMetricException(Reason.TOO_FEW, what + " needs at least 2 rows, and there is 1.");
        }
        double first = targets[0];
        if (Arrays.stream(targets).allMatch(target -> target == first)) {
            throw new UndefinedMetricException(
                    Reason.ZERO_VARIANCE, what + " needs targets that differ, and all are " + first + ".");
        }
        return sum(row -> deviation.applyAsDouble(row) * deviation.applyAsDouble(row));
    }

    private double[] sortedAbsoluteErrors(String what) {
        unweighted(what);
        double[] errors = new double[targets.length];
        Arrays.setAll(errors, row -> Math.abs(error(row)));
        Arrays.sort(errors);
        return errors;
    }

    private void unweighted(String what) {
        Checks.argument(weights.length == 0, what + " is not defined for weighted rows.");
    }

    private static void notNegative(String what, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0) {
                throw new UndefinedMetricException(
                        Reason.NEGATIVE,
                        "RMSLE takes logarithms, and the " + what + " of row " + row + " is " + values[row]
                                + ": at least 0 is allowed.");
            }
        }
    }
}
