/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Objects;

@Command(
        name = "dataset",
        description = {
            "Look at files of rows: CSV and TSV (also packed, .gz) and Parquet.",
            "Files are read piece by piece, so that they may be larger than the memory."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset describe flights.csv.gz --null NA",
            "  ratchet dataset digest wdbc.csv",
            "  ratchet dataset diff old.parquet new.parquet --key id",
            "  ratchet dataset convert flights.csv.gz flights.parquet --schema flights.json"
        })
@SuppressWarnings("UnusedVariable") // picocli sets the fields and acts on some by itself
final class DatasetCommand implements Runnable {

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "a command is missing: describe, digest, diff or convert");
    }
}
