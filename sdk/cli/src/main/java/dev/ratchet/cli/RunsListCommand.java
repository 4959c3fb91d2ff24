/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RunSearch;
import dev.ratchet.RunStatus;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "list",
        description = "List runs, the newest first or in the order that is asked for.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet runs list",
            "  ratchet runs list --experiment breast-cancer --metric valid-auc --param max_depth",
            "  ratchet runs list --filter \"metrics.`valid-auc` > 0.9 AND params.max_depth = '4'\"",
            "  ratchet runs list --order-by \"metrics.`valid-auc` DESC\" --limit 5",
            "  ratchet runs list --filter \"status = 'FAILED' AND tags.team LIKE 'ml%%'\"",
            "  ratchet runs list --local --limit 0 --json"
        })
final class RunsListCommand implements Callable<Integer> {

    private static final int STATUS_COLUMN = 2;
    private static final int NAME_LENGTH = 40;

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many runs, 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "Add a column with the last value of a metric; may be repeated.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--param", paramLabel = "NAME", description = "Add a column with a param; may be repeated.")
    private List<String> params = new ArrayList<>();

    RunsListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw options.usage("--limit must be 0 (all) or more, but is " + limit);
        }
        RunSearch wanted = search.search();
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Listing listing = source.list(wanted, limit);
            if (options.json()) {
                context.json(json(source, listing));
            } else if (listing.runs().isEmpty()) {
                context.err()
                        .println("There are no " + (wanted.equals(RunSearch.all()) ? "" : "such ") + "runs in "
                                + source.description() + ".");
            } else {
                context.print(table(source, listing.runs()), "");
                if (listing.more()) {
                    context.err()
                            .println((wanted.orderBy().isEmpty() ? "Older" : "More")
                                    + " runs are left out; --limit 0 shows all of " + source.description() + ".");
                }
            }
        }
        return Cli.DONE;
    }

    private Map<String, Object> json(RunSource source, RunSource.Listing listing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", source.stores().target());
        json.put("more", listing.more());
        json.put(
                "runs",
                listing.runs().stream()
                        .map(run -> RunJson.of(run, source.experimentName(run)))
                        .toList());
        return json;
    }

    private Table table(RunSource source, List<RunRecord> runs) {
        List<String> headings = new ArrayList<>(List.of("ID", "NAME", "STATUS", "STARTED", ">DURATION", "EXPERIMENT"));
        params.forEach(headings::add);
        metrics.forEach(metric -> headings.add(">" + metric));
        Table table = new Table(headings);
        // Whoever copies an id from here must be able to use it; a server finds whole ids only.
        int length = source.isServer()
                ? Integer.MAX_VALUE
                : Texts.idLength(runs.stream().map(RunRecord::id).toList());
        for (RunRecord run : runs) {
            List<String> cells = new ArrayList<>();
            cells.add(Texts.shortId(run.id(), length));
            cells.add(Texts.cut(run.name(), NAME_LENGTH));
            cells.add(run.status().name());
            cells.add(Texts.time(run.startTime(), context.zone()));
            cells.add(duration(run));
            cells.add(source.experimentName(run));
            params.forEach(param -> cells.add(run.params().getOrDefault(param, "-")));
            for (String metric : metrics) {
                MetricPoint point = run.metrics().get(metric);
                cells.add(point == null ? "-" : Texts.number(point.value()));
            }
            table.row(cells, STATUS_COLUMN, styleOf(run.status()));
        }
        return table;
    }

    private String duration(RunRecord run) {
        long end = run.endTime().orElse(context.clock().millis());
        return Texts.duration(end - run.startTime());
    }

    static Style styleOf(RunStatus status) {
        return switch (status) {
            case FINISHED -> Style.GREEN;
            case FAILED, KILLED -> Style.RED;
            case RUNNING, SCHEDULED -> Style.YELLOW;
        };
    }
}
