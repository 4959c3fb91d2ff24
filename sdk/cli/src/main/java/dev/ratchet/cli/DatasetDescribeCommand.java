/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "describe",
        description = "Print a file's columns with their types and missing values, its number of rows and its digests.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset describe wdbc.csv",
            "  ratchet dataset describe flights.csv.gz --null NA --save-schema flights.json",
            "  ratchet dataset describe flights.csv.gz --null NA --schema flights.json --json"
        })
final class DatasetDescribeCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Parameters(paramLabel = "FILE", description = "A file of rows: .csv, .tsv, .csv.gz, .tsv.gz or .parquet.")
    private Path file = Path.of("");

    @Option(
            names = "--save-schema",
            paramLabel = "FILE",
            description = "Also write the types into a schema file, so that the next file is read with the same ones.")
    private @Nullable Path saved;

    DatasetDescribeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        new DatasetReport(context, options).description(file, saved);
        return Cli.DONE;
    }
}
