/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.model.Model;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Evaluates a model or its predictions. Apart from its command, so that the command loads without the classes of tables. */
final class ModelEvaluation {

    private static final double CHANCE = 0.5;

    /** What was found. */
    private record Done(List<String> notes, EvaluationReport report) {}

    private final CliContext context;
    private final CommonOptions options;
    private final RowOptions rows;
    private final EvaluateOptions what;

    ModelEvaluation(CliContext context, CommonOptions options, RowOptions rows, EvaluateOptions what) {
        this.context = context;
        this.options = options;
        this.rows = rows;
        this.what = what;
    }

    void evaluate() {
        try (OpenedData.InMemory data = DatasetFiles.read(context, what.location(), rows, options)) {
            Done done = Activity.during(context, "Scoring '" + data.shown() + "'", now -> judge(data, now));
            Path page = what.html();
            if (page != null) {
                OutputFile.write(
                        page, "The page", out -> out.print(done.report().html()));
            }
            if (options.json()) {
                context.json(json(data, done));
            } else {
                context.out().print(done.report().text());
            }
            if (page != null) {
                context.err().println("Written: " + page);
            }
        }
    }

    private Done judge(OpenedData.InMemory data, Consumer<String> now) {
        ReadPredictions read = read(data.table());
        now.accept("Evaluating '" + data.shown() + "'");
        Evaluation evaluation =
                Evaluator.builder().resamples(what.draws()).build().evaluate(read.predictions());
        List<String> notes = new ArrayList<>(read.notes());
        if (read.task() == Task.BINARY && evaluation.value("roc_auc").orElse(CHANCE) < CHANCE) {
            notes.add("The ROC AUC is below 0.5, worse than chance: perhaps the scores are of the other class, '"
                    + read.classes().get(0) + "'; --positive says which is positive.");
        }
        EvaluationReport.Builder report = EvaluationReport.builder(title(data))
                .predictions(read.predictions())
                .evaluation(evaluation);
        new EvaluatedParts(what).addTo(report, read, data.table(), notes);
        notes.forEach(report::note);
        return new Done(notes, report.build());
    }

    private String title(OpenedData data) {
        return what.model() == null ? data.shown() : what.model() + " on " + data.shown();
    }

    private ReadPredictions read(Table table) {
        PredictionRows.Builder columns = PredictionColumns.of(what.columns());
        what.slices().forEach(columns::column);
        what.groups().forEach(columns::column);
        String model = what.model();
        return model != null
                ? columns.build().outputs(table, outputs(model, table))
                : PredictionColumns.read(columns.build(), what.columns(), table);
    }

    private float[][] outputs(String uri, Table table) {
        try (Ratchet ratchet = options.apply(context).open();
                Model model = ratchet.load(uri)) {
            return model.predict(table);
        }
    }

    private Map<String, @Nullable Object> json(OpenedData data, Done done) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(done.report().toJsonValue());
        json.put("model", what.model());
        json.put("data", data.place());
        json.put("label", what.columns().label());
        json.put("notes", done.notes());
        return json;
    }
}
