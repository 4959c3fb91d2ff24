/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A run with what a comparison reads of it.
 *
 * @param label what names it among the others
 * @param run the run
 * @param experiment its experiment's name
 * @param histories the points of each metric, by step
 * @param libraries versions by artifact, from {@code environment.json}
 * @param librariesProblem why the libraries are not known, or null
 */
public record ComparedRun(
        String label,
        RunRecord run,
        String experiment,
        Map<String, List<MetricPoint>> histories,
        Map<String, String> libraries,
        @Nullable String librariesProblem) {}
