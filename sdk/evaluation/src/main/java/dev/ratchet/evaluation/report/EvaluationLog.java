/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.dataset.DatasetIdentity;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Gives a report to a run: final metrics under the names of MLflow's evaluators, linked to the dataset and the logged
 * model that are named, pictures, the page, the JSON and tables below {@code evaluation/}. What cannot be logged is said
 * in the log and never thrown. Not safe for use by several threads.
 *
 * <pre>{@code
 * EvaluationLog.of(run).model(version.model()).dataset(test.identity()).log(report);
 * }</pre>
 */
public final class EvaluationLog {

    private final Run run;
    private String prefix = "";
    private @Nullable LoggedModel model;
    private @Nullable DatasetIdentity dataset;

    private EvaluationLog(Run run) {
        this.run = Objects.requireNonNull(run, "run");
    }

    /** Logs to that run. */
    public static EvaluationLog of(Run run) {
        return new EvaluationLog(run);
    }

    /**
     * Puts a text before the name of every metric and the files into a folder of that name: {@code test_} makes
     * {@code test_roc_auc} and {@code evaluation/test/}. Nothing by default.
     */
    public EvaluationLog prefix(String beforeNames) {
        this.prefix = Objects.requireNonNull(beforeNames, "prefix");
        return this;
    }

    /** Links the metrics to a model that a run has logged. */
    public EvaluationLog model(LoggedModel judged) {
        this.model = Objects.requireNonNull(judged, "model");
        return this;
    }

    /** Links the metrics to the data that was predicted; MLflow links through a model, so give that too. */
    public EvaluationLog dataset(DatasetIdentity predicted) {
        this.dataset = Objects.requireNonNull(predicted, "dataset");
        return this;
    }

    /** Logs the data that was predicted as an input of the run in that context, and links the metrics to it. */
    public EvaluationLog dataset(DatasetIdentity predicted, String context) {
        return dataset(run.logInput(predicted, context));
    }

    /** Logs the report. Writes to the run's journal and never waits for a server. */
    public void log(EvaluationReport report) {
        Objects.requireNonNull(report, "report");
        run.logText(report.text(), "evaluation/report.txt");
        if (model != null) {
            model.logMetrics(
                    java.util.Map.of(prefix + "example_count", (double)
                            report.evaluation().rows()),
                    0,
                    dataset);
        }
    }
}
