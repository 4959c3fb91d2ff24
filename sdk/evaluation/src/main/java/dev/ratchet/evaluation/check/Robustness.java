/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;

import java.util.List;

/**
 * What a model answers to rows at the edges. Immutable.
 *
 * @param probes what was tried, one after the other
 */
public record Robustness(List<Probe> probes) {

    /** Keeps the probes. */
    public Robustness {
        probes = List.copyOf(probes);
    }

    /**
     * One way in which rows were changed.
     *
     * @param name as {@code missing values in 'distance'}
     * @param rows how many were scored
     * @param unanswered how many got no score, or one that is not finite
     * @param outOfRange how many got a score outside of the allowed range
     * @param meanChange how far scores moved from those of the unchanged rows, on average over those answered
     * @param finding what to say of it
     */
    public record Probe(String name, int rows, int unanswered, int outOfRange, double meanChange, Finding finding) {}

    /** What to say of each probe. */
    public List<Finding> findings() {
        return probes.stream().map(Probe::finding).toList();
    }
}
