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
        name = "runs",
        description = "Look at runs, of the server where one is set, else of the local store.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet runs list --experiment breast-cancer --limit 20",
            "  ratchet runs show 7f3a",
            "  ratchet runs compare 7f3a 91bc --html compare.html",
            "  ratchet runs export --format csv --filter \"metrics.auc > 0.9\" --output runs.csv"
        })
@SuppressWarnings("UnusedVariable") // picocli sets the fields and acts on some by itself
final class RunsCommand implements Runnable {

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
                Objects.requireNonNull(spec).commandLine(), "a command is missing: list, show, compare or export");
    }
}
