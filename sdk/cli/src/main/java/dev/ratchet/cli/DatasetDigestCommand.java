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
import java.util.concurrent.Callable;

@Command(
        name = "digest",
        description = {
            "Print the digests of a file's data, each with its kind. Digests of different kinds are never compared.",
            "content-1: names, types and values in order, whatever the file's format; its first 32 digits are MLflow's.",
            "mlflow-python-table-1: what Python's MLflow gives to the same pandas frame.",
            "bytes-1: the bytes of the file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset digest wdbc.csv",
            "  ratchet dataset digest flights.csv.gz --null NA --any-order",
            "  ratchet dataset digest flights.parquet --schema flights.json --json"
        })
final class DatasetDigestCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Parameters(paramLabel = "FILE", description = "A file of rows: .csv, .tsv, .csv.gz, .tsv.gz or .parquet.")
    private Path file = Path.of("");

    @Option(
            names = "--any-order",
            description = "Also print multiset-1, which does not depend on the rows' order. Reads the file twice.")
    private boolean anyOrder;

    DatasetDigestCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        new DatasetReport(context, options).digests(file, anyOrder);
        return Cli.DONE;
    }
}
