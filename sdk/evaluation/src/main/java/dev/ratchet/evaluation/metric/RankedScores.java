/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Rows of two classes ranked by a score that is higher for what is more likely positive. Sorted once; all curves and
 * figures of ranking come from it. Scores tie only when they are exactly equal, and tied rows enter together, so no result
 * depends on the order of rows. Immutable.
 */
public final class RankedScores {

    /** Distinct scores from the highest to the lowest. */
    private final double[] thresholds;
    /** Positive and negative rows at or above each threshold, as counts or sums of weights. */
    private final double[] truePositives;

    private final double[] falsePositives;
    private final boolean counted;

    private RankedScores(double[] thresholds, double[] truePositives, double[] falsePositives, boolean counted) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.counted = counted;
    }

    /**
     * Ranks rows.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param scores any finite numbers: probabilities, margins, ranks
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a score is not finite, a label is neither 0
     *     nor 1, or weights are not allowed
     */
    public static RankedScores of(int[] labels, double[] scores, double @Nullable [] weights) {
        Checks.sameLength(labels.length, "scores", scores.length);
        if (weights != null) {
            Checks.sameLength(labels.length, "weights", weights.length);
        }
        Checks.notEmpty(labels.length);
        Checks.finite("score", scores);
        Checks.binary("label", labels);
        Checks.weights(labels.length, weights);
        ScoreOrder order = ScoreOrder.of(scores);
        double[] thresholds = new double[order.size()];
        double[] truePositives = new double[order.size()];
        double[] falsePositives = new double[order.size()];
        int distinct = weights == null
                ? count(labels, order, thresholds, truePositives, falsePositives)
                : add(labels, weights, order, thresholds, truePositives, falsePositives);
        return new RankedScores(
                first(thresholds, distinct),
                first(truePositives, distinct),
                first(falsePositives, distinct),
                weights == null);
    }

    /** Not copied when all scores are distinct, as those of many rows mostly are. */
    private static double[] first(double[] values, int count) {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /** Fills the arrays up to the number of distinct scores, which it gives back. */
    private static int count(
            int[] labels, ScoreOrder order, double[] thresholds, double[] truePositives, double[] falsePositives) {
        int positives = 0;
        int distinct = 0;
        for (int from = 0, to; from < order.size(); from = to) {
            to = order.endOfTie(from);
            for (int place = from; place < to; place++) {
                positives += labels[order.row(place)];
            }
            thresholds[distinct] = order.score(from);
            truePositives[distinct] = positives;
            falsePositives[distinct++] = to - positives;
        }
        return distinct;
    }

    private static int add(
            int[] labels,
            double[] weights,
            ScoreOrder order,
            double[] thresholds,
            double[] truePositives,
            double[] falsePositives) {
        CompensatedSum positives = new CompensatedSum();
        CompensatedSum negatives = new CompensatedSum();
        int distinct = 0;
        for (int from = 0, to; from < order.size(); from = to) {
            to = order.endOfTie(from);
            for (int place = from; place < to; place++) {
                int row = order.row(place);
                (labels[row] == 1 ? positives : negatives).add(weights[row]);
            }
            thresholds[distinct] = order.score(from);
            truePositives[distinct] = positives.value();
            falsePositives[distinct++] = negatives.value();
        }
        return distinct;
    }

    /** Positive rows, or their weight. */
    public double positives() {
        return truePositives[truePositives.length - 1];
    }

    /** Negative rows, or their weight. */
    public double negatives() {
        return falsePositives[falsePositives.length - 1];
    }

    /**
     * The area under the ROC curve: the probability that a positive row scores higher than a negative one, ties counting
     * half (J. A. Hanley and B. J. McNeil 1982, doi:10.1148/radiology.143.1.7063747).
     *
     * @throws UndefinedMetricException if a class has no row
     */
    public double rocAuc() {
        requireBothClasses("ROC AUC");
        if (counted) {
            return countedPairs() / 2.0 / positives() / negatives();
        }
        CompensatedSum area = new CompensatedSum();
        double above = 0;
        double before = 0;
        for (int i = 0; i < thresholds.length; i++) {
            area.add((falsePositives[i] - before) * (above + (truePositives[i] - above) / 2));
            above = truePositives[i];
            before = falsePositives[i];
        }
        return area.value() / positives() / negatives();
    }

    /** Pairs in the right order, twice, as ties count half: fewer than 2^62 for an array of rows. */
    private long countedPairs() {
        long pairs = 0;
        long above = 0;
        long before = 0;
        for (int i = 0; i < thresholds.length; i++) {
            long positives = (long) truePositives[i];
            long negatives = (long) falsePositives[i];
            pairs += (negatives - before) * (above + positives);
            above = positives;
            before = negatives;
        }
        return pairs;
    }

    /**
     * The mean precision at the recall that each distinct score adds, without interpolation.
     *
     * @throws UndefinedMetricException if no row is positive, or all are
     */
    public double averagePrecision() {
        requireBothClasses("Average precision");
        CompensatedSum sum = new CompensatedSum();
        double before = 0;
        for (int i = 0; i < thresholds.length; i++) {
            double added = truePositives[i] - before;
            if (added > 0) {
                sum.add(added * truePositives[i] / (truePositives[i] + falsePositives[i]));
            }
            before = truePositives[i];
        }
        return sum.value() / positives();
    }

    /**
     * False and true positive rates for the threshold of plus infinity, then for every distinct score from the highest to
     * the lowest (T. Fawcett 2006, doi:10.1016/j.patrec.2005.10.010). No point is left out.
     *
     * @throws UndefinedMetricException if a class has no row
     */
    public Curve rocCurve() {
        requireBothClasses("A ROC curve");
        int points = thresholds.length + 1;
        double[] x = new double[points];
        double[] y = new double[points];
        double[] at = new double[points];
        at[0] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < thresholds.length; i++) {
            x[i + 1] = falsePositives[i] / negatives();
            y[i + 1] = truePositives[i] / positives();
            at[i + 1] = thresholds[i];
        }
        return new Curve(x, y, at);
    }

    /**
     * Recall and precision for every distinct score from the lowest to the highest, then the point of recall 0 and
     * precision 1, whose threshold is plus infinity.
     *
     * @throws UndefinedMetricException if no row is positive, or all are
     */
    public Curve precisionRecallCurve() {
        requireBothClasses("A precision-recall curve");
        int n = thresholds.length;
        double[] recall = new double[n + 1];
        double[] precision = new double[n + 1];
        double[] at = new double[n + 1];
        for (int i = 0; i < n; i++) {
            int from = n - 1 - i;
            recall[i] = truePositives[from] / positives();
            precision[i] = ZeroDivision.ZERO.divide(truePositives[from], truePositives[from] + falsePositives[from]);
            at[i] = thresholds[from];
        }
        precision[n] = 1;
        at[n] = Double.POSITIVE_INFINITY;
        return new Curve(recall, precision, at);
    }

    /**
     * What the rows of the highest scores catch. Of tied rows that the cut goes through a proportional part counts.
     *
     * @param fraction of all rows, above 0 and at most 1; the number of rows is rounded up. With row weights it is the
     *     fraction of their sum, not rounded
     * @throws UndefinedMetricException if the fraction is not allowed or no row is positive
     */
    public Lift lift(double fraction) {
        Checks.argument(fraction > 0 && fraction <= 1, "The fraction is " + fraction + ": above 0 to 1 is allowed.");
        if (positives() == 0) {
            throw new UndefinedMetricException(Reason.ONE_CLASS, "Lift needs a positive row, and there is none.");
        }
        double total = positives() + negatives();
        // So that 0.1 of 30 rows are 3 and not 4.
        double taken = counted ? Math.ceil(fraction * total - 1e-9) : fraction * total;
        double before = 0;
        double caught = 0;
        for (int i = 0; i < thresholds.length; i++) {
            double all = truePositives[i] + falsePositives[i];
            double positivesBefore = i == 0 ? 0 : truePositives[i - 1];
            if (all >= taken) {
                double part = all == before ? 1 : (taken - before) / (all - before);
                caught = positivesBefore + part * (truePositives[i] - positivesBefore);
                break;
            }
            before = all;
        }
        double gain = caught / positives();
        return new Lift(taken, caught, gain, gain / (taken / total));
    }

    /**
     * The threshold that serves a purpose best, of plus infinity (nothing is positive) and all distinct scores; of equally
     * good ones the highest. Choose it on validation rows, never on those that judge the model.
     *
     * @throws UndefinedMetricException if a class that the purpose needs has no row
     */
    public Threshold bestThreshold(ThresholdGoal goal) {
        return new ThresholdSearch(thresholds, truePositives, falsePositives).best(goal);
    }

    private void requireBothClasses(String what) {
        if (positives() == 0 || negatives() == 0) {
            throw new UndefinedMetricException(
                    Reason.ONE_CLASS,
                    what + " needs rows of both classes, and there are " + Figures.of(positives()) + " positive and "
                            + Figures.of(negatives()) + " negative ones.");
        }
    }
}
