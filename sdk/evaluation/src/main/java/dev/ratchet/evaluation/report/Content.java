/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.slice.SliceReport;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a report is made of. */
record Content(
        String title,
        Predictions predictions,
        Evaluation evaluation,
        Map<String, Double> importances,
        List<SliceReport> slices,
        List<FairnessReport> fairness,
        List<Finding> findings,
        Optional<ProblemDefinition> problem,
        List<String> notes) {

    private static final int NAMED_CLASSES = 10;

    private static final List<Level> ORDER =
            List.of(Level.FAILED, Level.WARNING, Level.NOTE, Level.NOT_COMPUTED, Level.OK);

    Content {
        importances = Collections.unmodifiableMap(new LinkedHashMap<>(importances));
        slices = List.copyOf(slices);
        fairness = List.copyOf(fairness);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** The classes in the order of their numbers; none where none are predicted. */
    List<String> classes() {
        if (predictions instanceof MulticlassPredictions several) {
            return several.classes();
        }
        return predictions instanceof BinaryPredictions two ? two.classes() : List.of();
    }

    boolean isWeighted() {
        return predictions.rows().weights().isPresent();
    }

    /** The slices by the name of their file; two columns may have names that only differ in what no file name can have. */
    Map<String, SliceReport> slicesByFile() {
        Map<String, SliceReport> byFile = new LinkedHashMap<>();
        for (SliceReport report : slices) {
            String name = report.column()
                    .map(column -> "slices_" + Words.fileName(column))
                    .orElse("weak_segments");
            String free = name;
            for (int i = 2; byFile.containsKey(free); i++) {
                free = name + "_" + i;
            }
            byFile.put(free, report);
        }
        return byFile;
    }

    /** How many rows of each class were predicted as each; empty where no classes are predicted or nothing can be counted. */
    Optional<ConfusionMatrix> matrix() {
        try {
            double[] weights = predictions.rows().weights().orElse(null);
            if (predictions instanceof MulticlassPredictions several) {
                return Optional.of(
                        ConfusionMatrix.of(several.classes().size(), several.labels(), several.predicted(), weights));
            }
            return predictions instanceof BinaryPredictions two
                    ? Optional.of(ConfusionMatrix.of(2, two.labels(), two.predicted(), weights))
                    : Optional.empty();
        } catch (UndefinedMetricException e) {
            return Optional.empty();
        }
    }

    /** The figures of each class; empty where the matrix is. */
    Optional<ClassificationReport> classification() {
        if (matrix().isEmpty()) {
            return Optional.empty();
        }
        if (predictions instanceof MulticlassPredictions several) {
            return Optional.of(ClassificationReport.of(several));
        }
        return predictions instanceof BinaryPredictions two
                ? Optional.of(ClassificationReport.of(two))
                : Optional.empty();
    }

    /** The findings, those first that matter most. */
    List<Finding> ranked() {
        return findings.stream()
                .sorted(Comparator.comparingInt(finding -> ORDER.indexOf(finding.level())))
                .toList();
    }

    /** One line that says what was judged. */
    String lead() {
        StringBuilder lead = new StringBuilder(evaluation.task().text());
        lead.append(", ").append(Words.rows(evaluation.rows()));
        if (classes().size() > NAMED_CLASSES) {
            lead.append(", ").append(classes().size()).append(" classes");
        } else {
            evaluation
                    .classRows()
                    .forEach((name, rows) ->
                            lead.append(", ").append(name).append(' ').append(rows));
        }
        evaluation
                .positiveClass()
                .ifPresent(name -> lead.append(", positive class ").append(name));
        return lead.append(isWeighted() ? ", weighted rows" : "")
                .append(", intervals of ")
                .append(Words.percent(evaluation.confidence()))
                .toString();
    }
}
