/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "diff",
        description = {
            "Tell where the data of two files differs: names, types, and by column the blocks of 65,536 rows.",
            "With a key, rows are lined up by it, whatever their order, and those that differ are shown; both files must"
                    + " fit into memory then.",
            "Exit code 0 when both hold the same data in the same order, 1 when not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset diff old.parquet new.parquet",
            "  ratchet dataset diff old.csv new.csv --key id --limit 50",
            "  ratchet dataset diff flights.csv.gz flights.parquet --schema flights.json --json"
        })
final class DatasetDiffCommand implements Callable<Integer> {

    private static final int ROWS = 20;

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Parameters(index = "0", paramLabel = "A", description = "A file of rows.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Another one, of the same format or not.")
    private Path second = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            split = ",",
            description = "A column that tells the rows apart; may be repeated, or several with commas.")
    private List<String> key = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "How many rows to show at most. Default: 20.")
    private int limit = ROWS;

    DatasetDiffCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw options.usage("--limit must be 0 or more, but is " + limit);
        }
        return new DatasetComparison(context, options).compare(first, second, key, limit) ? Cli.DONE : Cli.FAILED;
    }
}
