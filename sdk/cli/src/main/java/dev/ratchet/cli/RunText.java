/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.StoreTags;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run as a page of text. */
final class RunText {

    private static final int VALUE_LENGTH = 100;
    private static final int COMMIT_LENGTH = 12;

    private final CliContext context;
    private final RunSource.Found found;
    private final RunRecord run;
    private final String experiment;

    RunText(CliContext context, RunSource.Found found, String experiment) {
        this.context = context;
        this.found = found;
        this.run = found.run();
        this.experiment = experiment;
    }

    void print(RunsShowCommand.Artifacts artifacts) {
        head();
        section("Params", params());
        section("Metrics", metrics());
        section("Datasets", datasets());
        section("Tags", tags());
        files(artifacts);
    }

    private void head() {
        context.heading(Texts.printable(run.name()));
        Table facts = new Table(List.of("", ""));
        facts.row("id", run.id());
        if (!run.key().isEmpty() && !run.key().equals(run.id())) {
            facts.row("key", run.key());
        }
        facts.row("experiment", experiment);
        facts.row(List.of("status", run.status().name()), 1, RunsListCommand.styleOf(run.status()));
        facts.row("started", Texts.time(run.startTime(), context.zone()) + " " + context.zone());
        long end = run.endTime().orElse(context.clock().millis());
        facts.row("duration", Texts.duration(end - run.startTime()));
        tagged(facts, "user", "mlflow.user");
        tagged(facts, "source", "mlflow.source.name");
        tagged(facts, "error", "ratchet.error");
        if (run.tags().containsKey("mlflow.source.git.commit")) {
            facts.row("code", code(run.tags()));
        }
        run.modelIds().forEach(model -> facts.row("model", model));
        found.stores()
                .tracking()
                .runPage(run.experimentId(), run.id())
                .ifPresent(page -> facts.row("page", page.toString()));
        context.print(facts, "  ");
    }

    private void tagged(Table facts, String name, String tag) {
        String value = run.tags().getOrDefault(tag, "");
        if (!value.isEmpty()) {
            facts.row(name, Texts.cut(value, VALUE_LENGTH));
        }
    }

    private static String code(Map<String, String> tags) {
        String commit = tags.getOrDefault("mlflow.source.git.commit", "");
        String branch = tags.getOrDefault("mlflow.source.git.branch", "");
        String dirty = tags.getOrDefault("ratchet.git.dirty", "");
        return Texts.shortId(commit, COMMIT_LENGTH)
                + (branch.isEmpty() ? "" : " on " + branch)
                + (dirty.equals("true") ? ", with changes that are not committed" : "");
    }

    private void section(String title, Table table) {
        if (!table.isEmpty()) {
            context.out().println();
            context.heading(title);
            context.print(table, "  ");
        }
    }

    private Table params() {
        Table table = new Table(List.of("", ""));
        new TreeMap<>(run.params()).forEach((key, value) -> table.row(key, Texts.cut(value, VALUE_LENGTH)));
        return table;
    }

    private Table metrics() {
        Table table = new Table(List.of("NAME", ">LAST", ">STEP"));
        for (Map.Entry<String, MetricPoint> metric : new TreeMap<>(run.metrics()).entrySet()) {
            MetricPoint point = metric.getValue();
            table.row(metric.getKey(), Texts.number(point.value()), String.valueOf(point.step()));
        }
        return table;
    }

    private Table datasets() {
        Table table = new Table(List.of("NAME", "CONTEXT", "DIGEST", "SOURCE"));
        for (DatasetInput input : run.inputs()) {
            table.row(
                    input.name(),
                    input.context(),
                    input.digest(),
                    input.sourceType() + " " + Texts.cut(input.source(), VALUE_LENGTH));
        }
        return table;
    }

    private Table tags() {
        Table table = new Table(List.of("", ""));
        new TreeMap<>(run.tags()).forEach((key, value) -> {
            boolean shownAbove =
                    key.startsWith("mlflow.") || key.equals(StoreTags.RUN_KEY) || key.equals("ratchet.error");
            if (!shownAbove) {
                table.row(key, Texts.cut(value, VALUE_LENGTH));
            }
        });
        return table;
    }

    private void files(RunsShowCommand.Artifacts artifacts) {
        if (artifacts.problem() != null) {
            context.out().println();
            context.heading("Artifacts");
            context.out().println("  " + Style.YELLOW.of(artifacts.problem(), context.colour()));
            return;
        }
        Table table = new Table(List.of("", ">"));
        artifacts
                .entries()
                .forEach(file -> table.row(
                        file.path() + (file.directory() ? "/" : ""), file.directory() ? "" : Texts.bytes(file.size())));
        section("Artifacts", table);
    }
}
