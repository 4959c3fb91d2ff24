/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.chart.Png;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a report to a run: final metrics under the names of MLflow's evaluators, linked to the dataset and the logged model that
 * are named, and below {@code evaluation/} the page {@code report.html}, {@code report.txt}, {@code evaluation.json},
 * {@code classification_report.txt}, each picture as SVG and, where it can be made, as PNG, and tables that the MLflow UI shows
 * and compares between runs. What cannot be logged is said in the log and never thrown. Not safe for use by several threads.
 *
 * <pre>{@code
 * EvaluationLog.of(run).model(version.model()).dataset(test.identity()).log(report);
 * }</pre>
 */
public final class EvaluationLog {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLog.class);
    private static final String FOLDER = "evaluation/";

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
     * {@code test_roc_auc} and {@code evaluation/test/}. Nothing by default. Two reports of one run need two prefixes.
     */
    public EvaluationLog prefix(String beforeNames) {
        this.prefix = Objects.requireNonNull(beforeNames, "prefix");
        return this;
    }

    /** Links the metrics to a model that this run has logged. */
    public EvaluationLog model(LoggedModel judged) {
        this.model = Objects.requireNonNull(judged, "model");
        return this;
    }

    /** Links the metrics to the data that was predicted; MLflow links through a model, so give that too. */
    public EvaluationLog dataset(DatasetIdentity predicted) {
        this.dataset = Objects.requireNonNull(predicted, "dataset");
        return this;
    }

    /**
     * Logs the data that was predicted as an input of the run, and links the metrics to it.
     *
     * @param context what it was used for: {@code eval}, {@code test}, ...
     */
    public EvaluationLog dataset(DatasetIdentity predicted, String context) {
        return dataset(run.logInput(predicted, context));
    }

    /** Logs the report at step 0. Writes to the run's journal and never waits for a server. */
    public void log(EvaluationReport report) {
        Content content = Objects.requireNonNull(report, "report").content();
        String folder = folder();
        attempt("metrics", () -> metrics(content));
        attempt("the page", () -> run.logText(report.html(), folder + "report.html"));
        attempt("the text", () -> run.logText(report.text(), folder + "report.txt"));
        attempt("the JSON", () -> run.logJson(report.toJsonValue(), folder + "evaluation.json"));
        attempt("pictures", () -> report.pictures().forEach((name, svg) -> picture(folder + name, svg)));
        attempt("tables", () -> tables(content, folder));
    }

    private String folder() {
        String name = prefix.replaceAll("[^A-Za-z0-9]+$", "");
        return name.isEmpty() ? FOLDER : FOLDER + Words.fileName(name) + "/";
    }

    private void attempt(String what, Runnable logging) {
        try {
            logging.run();
        } catch (RuntimeException e) {
            // No report is worth a training.
            LOG.warn("Of an evaluation {} could not be logged to run '{}': {}", what, run.name(), e.toString());
        }
    }

    private void metrics(Content content) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(prefix + "example_count", (double) content.evaluation().rows());
        for (Figure figure : content.evaluation().figures()) {
            figure.value()
                    .ifPresent(value -> values.put(prefix + figure.metric().name(), value));
        }
        if (content.predictions() instanceof BinaryPredictions) {
            content.matrix().ifPresent(matrix -> counts(values, matrix));
        }
        if (model == null) {
            run.logMetrics(values, 0);
        } else {
            model.logMetrics(values, 0, dataset);
        }
    }

    private void counts(Map<String, Double> values, ConfusionMatrix matrix) {
        values.put(prefix + "true_negatives", matrix.count(0, 0));
        values.put(prefix + "false_positives", matrix.count(0, 1));
        values.put(prefix + "false_negatives", matrix.count(1, 0));
        values.put(prefix + "true_positives", matrix.count(1, 1));
    }

    private void picture(String path, String svg) {
        run.logImage(svg.getBytes(StandardCharsets.UTF_8), path + ".svg");
        Png.of(svg).ifPresent(png -> run.logImage(png, path + ".png"));
    }

    private void tables(Content content, String folder) {
        run.logTable(ReportTables.metrics(content.evaluation()), folder + "metrics.json");
        content.classification().ifPresent(report -> {
            run.logText(report.text(), folder + "classification_report.txt");
            run.logTable(ReportTables.classes(report), folder + "per_class_metrics.json");
        });
        content.matrix()
                .ifPresent(matrix ->
                        run.logTable(ReportTables.matrix(content.classes(), matrix), folder + "confusion_matrix.json"));
        if (!content.findings().isEmpty()) {
            run.logTable(ReportTables.findings(content.findings()), folder + "findings.json");
        }
        content.slicesByFile().forEach((file, report) -> {
            if (!report.slices().isEmpty()) {
                run.logTable(ReportTables.slices(report), folder + file + ".json");
            }
        });
    }
}
