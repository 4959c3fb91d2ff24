/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.internal.compare.Drawing;
import dev.ratchet.promotion.internal.compare.MetricPair;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of some evidence, each computed once for all rules. Not thread-safe. */
public final class Comparer {

    private final @Nullable Predictions champion;
    private final Predictions candidate;
    private final PromotionPolicy policy;
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, MetricPair> pairs = new HashMap<>();

    /** Finds metrics by name, those of the evidence first. */
    public Comparer(PromotionPolicy policy, Evidence evidence) {
        this.champion = evidence.champion().orElse(null);
        this.candidate = evidence.candidate();
        this.policy = policy;
        List<Metric> known = new ArrayList<>(usual(candidate));
        known.addAll(evidence.metrics());
        known.forEach(metric -> metrics.put(metric.name(), metric));
    }

    private static List<Metric> usual(Predictions predictions) {
        if (predictions instanceof BinaryPredictions) {
            return Metrics.binary();
        }
        if (predictions instanceof MulticlassPredictions) {
            return Metrics.multiclass();
        }
        return predictions instanceof RegressionPredictions ? Metrics.regression() : Metrics.ranking();
    }

    /**
     * The metric of a name.
     *
     * @throws UndefinedMetricException if there is none for these predictions
     */
    Metric metric(String name) {
        Metric found = metrics.get(name);
        if (found == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "there is no metric '" + name + "' of "
                            + candidate.getClass().getSimpleName() + ".");
        }
        return found;
    }

    /**
     * Both models in one metric.
     *
     * @throws UndefinedMetricException if there is no champion or no such metric, or a row has no value
     */
    public MetricPair pair(String name) {
        MetricPair known = pairs.get(name);
        if (known != null) {
            return known;
        }
        Predictions own = champion;
        if (own == null) {
            throw new UndefinedMetricException(Reason.EMPTY, "there is no champion to compare with.");
        }
        MetricPair pair = MetricPair.of(metric(name), own, candidate, drawing());
        pairs.put(name, pair);
        return pair;
    }

    Drawing drawing() {
        return policy.rowsGroupedBy()
                .map(column -> Drawing.grouped(policy.resamples(), policy.seed(), candidate, column))
                .orElseGet(() -> Drawing.ofRows(policy.resamples(), policy.seed()));
    }
}
