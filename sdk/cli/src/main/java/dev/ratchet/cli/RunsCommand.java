/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;

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
final class RunsCommand extends CommandGroup {}
