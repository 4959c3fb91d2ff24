/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.flights;

import dev.ratchet.data.Table;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.check.ModelChecks;
import dev.ratchet.evaluation.problem.Evidence;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.slice.FeatureColumn;
import dev.ratchet.evaluation.slice.SliceReport;
import dev.ratchet.evaluation.slice.Slices;
import dev.ratchet.evaluation.slice.WeakSegments;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model is worth on flights: by carrier and by month, on weak segments, and beside rules that know nothing.
 *
 * @param learned the rows that it was trained on
 * @param ofLearned what it says of them
 */
record Judge(Table learned, float[][] ofLearned) {

    private static final int SLICE_ROWS = 100;
    /** Each draw is of some 65,000 rows. */
    private static final int DRAWS = 200;

    /**
     * Judges other rows.
     *
     * @param rows with carrier and month
     * @param told what the model was told of them, and the answer
     */
    EvaluationReport report(Table rows, Table told, float[][] outputs) {
        Predictions predictions = PredictionRows.builder(FlightRows.DELAY)
                .task(Task.REGRESSION)
                .column(FlightRows.CARRIER)
                .column(FlightRows.MONTH)
                .build()
                .outputs(rows, outputs)
                .predictions();
        Metric error = Metrics.lossOf(predictions);
        List<SliceReport> slices = new ArrayList<>(Slices.by(FlightRows.CARRIER, FlightRows.MONTH)
                .minimumRows(SLICE_ROWS)
                .of(predictions, error));
        slices.add(WeakSegments.create().minimumRows(SLICE_ROWS).of(predictions, error, columns(told)));
        Evaluation evaluation = Evaluator.builder().resamples(DRAWS).build().evaluate(predictions);
        return EvaluationReport.builder("Arrival delay of flights, the latest ones")
                .predictions(predictions)
                .evaluation(evaluation)
                .slices(slices.toArray(SliceReport[]::new))
                .problem(Flights.PROBLEM)
                .findings(findings(evaluation, checks(error, predictions, told), slices))
                .build();
    }

    /** Rules that know nothing, or one column: a model must beat them. And whether it learned by heart. */
    private ModelChecks.Results checks(Metric error, Predictions predictions, Table told) {
        Predictions known = PredictionRows.builder(FlightRows.DELAY)
                .task(Task.REGRESSION)
                .build()
                .outputs(learned, ofLearned)
                .predictions();
        return ModelChecks.builder(error, predictions)
                .training(known)
                .columns(columns(learned), columns(told))
                .build()
                .run();
    }

    private static List<FeatureColumn> columns(Table told) {
        try (Table features = told.drop(FlightRows.DELAY)) {
            return FeatureColumn.of(features);
        }
    }

    private static List<Finding> findings(Evaluation evaluation, ModelChecks.Results checks, List<SliceReport> slices) {
        Evidence evidence = checks.overfitting()
                .map(gap -> Evidence.none().overfitting(gap))
                .orElse(Evidence.none());
        List<Finding> findings = new ArrayList<>(Flights.PROBLEM.judge(evaluation, evidence));
        checks.baselines().forEach(baseline -> findings.add(baseline.finding()));
        slices.forEach(slice -> findings.add(slice.finding()));
        return findings;
    }
}
