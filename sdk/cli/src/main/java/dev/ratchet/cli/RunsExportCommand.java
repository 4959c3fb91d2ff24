/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RunSearch;
import dev.ratchet.cli.internal.text.CsvText;
import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

@Command(
        name = "export",
        description = {
            "Write runs as CSV or as JSON lines, for notebooks and spreadsheets.",
            "CSV has a column for every param, metric (its last value) and tag that any of the runs has; a run without it"
                    + " leaves it empty. JSON lines have one run each, as `runs show --json` has it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet runs export --format csv --output runs.csv",
            "  ratchet runs export --format csv --experiment churn --filter \"metrics.auc > 0.9 AND params.depth = '4'\"",
            "  ratchet runs export --format jsonl --order-by \"metrics.`valid-logloss`\" | jq .params"
        })
final class RunsExportCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "csv or jsonl.")
    private String format = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file, in UTF-8. Default: standard output.")
    private @Nullable Path output;

    RunsExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (options.json()) {
            throw options.usage("--json is not for export: give --format jsonl");
        }
        Exporter exporter = exporter();
        RunSearch wanted = search.search();
        try (RunSource source = RunSource.open(options, context)) {
            if (output == null) {
                exporter.write(source, wanted, context.out());
                context.out().flush();
            } else {
                OutputFile.write(output, "The runs", out -> exporter.write(source, wanted, out));
                context.err().println("Written: " + output);
            }
        }
        return Cli.DONE;
    }

    private interface Exporter {
        void write(RunSource source, RunSearch search, PrintWriter out);
    }

    private Exporter exporter() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> RunsExportCommand::csv;
            case "jsonl" -> RunsExportCommand::jsonLines;
            default -> throw options.usage("--format must be csv or jsonl, but is '" + format + "'");
        };
    }

    private static void csv(RunSource source, RunSearch search, PrintWriter out) {
        List<RunRecord> runs;
        try (Stream<RunRecord> found = search.stream(source.stores())) {
            runs = found.toList();
        }
        RunColumns columns = new RunColumns(runs);
        out.print(CsvText.line(columns.headings()));
        runs.forEach(run -> out.print(CsvText.line(columns.cells(run, source.experimentName(run)))));
    }

    private static void jsonLines(RunSource source, RunSearch search, PrintWriter out) {
        try (Stream<RunRecord> found = search.stream(source.stores())) {
            Iterator<RunRecord> runs = found.iterator();
            // Asked after each run, so that no more pages are read when nobody takes them.
            while (runs.hasNext() && !out.checkError()) {
                RunRecord run = runs.next();
                out.print(JsonText.line(RunJson.of(run, source.experimentName(run))));
                out.print('\n');
            }
        }
    }
}
