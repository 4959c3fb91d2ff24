/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.model.ModelInput;

import java.util.List;

/**
 * What a model answers to rows at the edges: missing values, categories that it has not seen, numbers far outside, columns in
 * another order. Each is tried in one column after the other. Immutable.
 *
 * @param probes what was tried, one after the other
 */
public record Robustness(List<Probe> probes) {

    /** Keeps the probes. */
    public Robustness {
        probes = List.copyOf(probes);
    }

    /**
     * Scores changed rows. Up to 100 rows are taken, the first ones.
     *
     * @param scorer the model
     * @param rows that it can score as they are
     * @param range the scores that it may give, as 0 to 1 for probabilities; of infinite limits for any number
     * @throws IllegalArgumentException if there are no rows, or no columns
     */
    public static Robustness of(Scorer scorer, ModelInput rows, Interval range) {
        if (rows.rowCount() == 0 || rows.columns().isEmpty()) {
            throw new IllegalArgumentException(
                    "A model cannot be tried without rows: give some that it can score as they are.");
        }
        return new Robustness(new Probing(scorer, rows, range).probes());
    }

    /**
     * One way in which rows were changed.
     *
     * @param name what was changed, as {@code missing values}
     * @param rows how many were scored, over all columns
     * @param unanswered how many got no score, or one that is not finite
     * @param outOfRange how many got a score outside of the allowed range
     * @param meanChange how far scores moved from those of the unchanged rows, on average over those answered; 0 when none was
     * @param finding what to say of it
     */
    public record Probe(String name, int rows, int unanswered, int outOfRange, double meanChange, Finding finding) {}

    /** What to say of each probe. */
    public List<Finding> findings() {
        return probes.stream().map(Probe::finding).toList();
    }
}
