/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.promotion.internal.judge.Outputs.By;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Optional;

/**
 * On how many rows two models say different things, which needs no label and bounds what labels could show.
 *
 * @param rows all rows
 * @param differing rows with different scores, or different classes where the metric is of those
 * @param by what was compared
 */
record Disagreement(int rows, int differing, By by) {

    private static final int FEW_ROWS = 50;

    static Disagreement of(Metric metric, Predictions champion, Outputs ofChampion, Outputs ofCandidate) {
        // Means of losses and rankings need scores; a metric that has neither may need them.
        By by = ofChampion.classes().length > 0 && metric.hits(champion).isPresent() ? By.CLASSES : By.NUMBERS;
        return new Disagreement(champion.rowCount(), ofChampion.disagreements(ofCandidate, by), by);
    }

    /** Why superiority cannot be shown even if the candidate were right on each row on which they differ. */
    Optional<String> canNeverFire(double alpha) {
        String differ = "the models differ on " + differing + " of " + rows + " rows";
        if (differing == 0) {
            return Optional.of(differ + (by == By.CLASSES ? "' classes" : "")
                    + ": nothing can be shown of the candidate" + " beside the champion, whatever the labels are");
        }
        double best = bestP();
        return best < alpha
                ? Optional.empty()
                : Optional.of(differ + ": even if the candidate were better on all of them, p would be "
                        + Words.number(best) + ", and below " + Words.number(alpha) + " is needed");
    }

    private double bestP() {
        if (by == By.CLASSES || rows < FEW_ROWS) {
            return Math.pow(0.5, Math.min(differing, Double.MAX_EXPONENT));
        }
        if (differing == rows) {
            return 0;
        }
        // The largest t that so many rows can give: all by the same amount, all others by nothing.
        double t = Math.sqrt(differing * (rows - 1.0) / (rows - differing));
        return TDistribution.of(rows - 1.0).survivalProbability(t);
    }
}
