/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.fairness.Fairness;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.evaluation.slice.FeatureColumn;
import dev.ratchet.evaluation.slice.SliceReport;
import dev.ratchet.evaluation.slice.Slices;
import dev.ratchet.evaluation.slice.WeakSegments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a model is worth on parts of the rows: those that were named, and weak ones that are found in the other columns. */
final class EvaluatedParts {

    private final EvaluateOptions what;

    EvaluatedParts(EvaluateOptions what) {
        this.what = what;
    }

    /** Adds them to a report; what cannot be told is said in a note. */
    void addTo(EvaluationReport.Builder report, ReadPredictions read, Table table, List<String> notes) {
        Predictions predictions = read.predictions();
        Metric loss = Metrics.lossOf(predictions);
        if (!what.slices().isEmpty()) {
            List<SliceReport> slices = Slices.by(distinct(what.slices())).of(predictions, loss);
            report.slices(slices.toArray(SliceReport[]::new));
        }
        if (!what.groups().isEmpty()) {
            if (!(predictions instanceof BinaryPredictions two)) {
                throw new RatchetException("Groups of protected columns are compared for two classes, and the task is "
                        + read.task().text() + ": leave --protected out, or use --slice.");
            }
            List<FairnessReport> fairness = Fairness.by(distinct(what.groups())).of(two);
            report.fairness(fairness.toArray(FairnessReport[]::new));
        }
        List<FeatureColumn> features = features(table);
        if (features.isEmpty()) {
            return;
        }
        try {
            report.slices(WeakSegments.create().of(predictions, loss, features));
        } catch (UndefinedMetricException e) {
            notes.add("No weak segments were looked for: " + e.getMessage());
        }
    }

    private static String[] distinct(List<String> columns) {
        return columns.stream().distinct().toArray(String[]::new);
    }

    /** The columns that say something of a row and are neither its answer nor its name. */
    private List<FeatureColumn> features(Table table) {
        PredictionOptions columns = what.columns();
        List<String> others = new ArrayList<>(columns.probabilities());
        Stream.of(columns.label(), columns.score(), columns.predicted(), columns.weight(), columns.key())
                .filter(column -> column != null)
                .forEach(others::add);
        List<String> told = table.schema().names().stream()
                .filter(column -> !others.contains(column))
                .toList();
        if (told.isEmpty()) {
            return List.of();
        }
        try (Table rows = table.select(told.toArray(String[]::new))) {
            return FeatureColumn.of(rows);
        }
    }
}
