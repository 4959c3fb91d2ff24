/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.compare.ComparedRun;
import dev.ratchet.cli.internal.compare.Comparer;
import dev.ratchet.cli.internal.compare.Comparison;
import dev.ratchet.cli.internal.compare.ComparisonJson;
import dev.ratchet.cli.internal.compare.ComparisonPage;
import dev.ratchet.cli.internal.compare.ComparisonText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

@Command(
        name = "compare",
        description = {
            "Show what differs between runs: params, final and best metrics, data, code and libraries.",
            "Differences are to the first run. Which end of a metric is the best is never guessed: say it, or both are"
                    + " shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet runs compare 7f3a 91bc",
            "  ratchet runs compare 7f3a 91bc --maximize valid-auc --minimize valid-logloss",
            "  ratchet runs compare 7f3a 91bc 04de --html compare.html"
        })
final class RunsCompareCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "RUN", arity = "2..*", description = "Two or more runs, by id or Ratchet's key.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Also show params and libraries that are the same.")
    private boolean all;

    @Option(
            names = "--maximize",
            paramLabel = "METRIC",
            split = ",",
            description = "The largest value of this metric is its best; may be repeated.")
    private Set<String> maximize = new HashSet<>();

    @Option(
            names = "--minimize",
            paramLabel = "METRIC",
            split = ",",
            description = "The smallest value of this metric is its best; may be repeated.")
    private Set<String> minimize = new HashSet<>();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with overlaid curves that needs nothing beside itself.")
    private @Nullable Path html;

    RunsCompareCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        maximize.stream().filter(minimize::contains).findFirst().ifPresent(both -> {
            throw options.usage("the best of '" + both + "' cannot be both its largest and its smallest value");
        });
        try (RunSource source = RunSource.open(options, context)) {
            List<RunSource.Found> found = ids.stream().map(source::find).toList();
            checkMetrics(found);
            List<ComparedRun> runs = ComparedRuns.read(source, found);
            Comparison comparison = new Comparer(runs, maximize, minimize).compare();
            if (html != null) {
                String page = new ComparisonPage(comparison, context.zone())
                        .html(context.clock().millis());
                OutputFile.write(html, "The page", out -> out.print(page));
                context.err().println("Written: " + html);
            }
            if (options.json()) {
                context.json(json(source, comparison));
            } else {
                new ComparisonText(comparison, context.out(), context.zone(), context.colour()).print(all);
            }
        }
        return Cli.DONE;
    }

    /** A mistyped name would silently leave the question of the best open. */
    private void checkMetrics(List<RunSource.Found> found) {
        Set<String> known = new TreeSet<>();
        found.forEach(one -> known.addAll(one.run().metrics().keySet()));
        Set<String> unknown = new TreeSet<>(maximize);
        unknown.addAll(minimize);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw options.usage("no run has a metric " + unknown + "; there are " + known);
        }
    }

    private Map<String, @Nullable Object> json(RunSource source, Comparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("source", source.stores().target());
        json.put(
                "runs",
                comparison.runs().stream()
                        .map(run -> RunJson.of(run.run(), run.experiment()))
                        .toList());
        json.putAll(ComparisonJson.of(comparison, all));
        return json;
    }
}
