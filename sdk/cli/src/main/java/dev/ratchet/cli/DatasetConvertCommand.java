/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "convert",
        description = {
            "Write a file's rows into a file of another format, which its name tells.",
            "A file that is there is replaced when the new one is complete. Read with the same types, both have the same"
                    + " digests."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset convert flights.csv.gz flights.parquet --null NA",
            "  ratchet dataset convert flights.parquet flights.tsv.gz --json"
        })
final class DatasetConvertCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "A file of rows: .csv, .tsv (both also .gz), .parquet, .json, .jsonl, .arrow or .feather.")
    private Path in = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The file to write, with one of the same endings but .json and .jsonl.")
    private Path out = Path.of("");

    DatasetConvertCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        new DatasetConversion(context, options).convert(in, out);
        return Cli.DONE;
    }
}
