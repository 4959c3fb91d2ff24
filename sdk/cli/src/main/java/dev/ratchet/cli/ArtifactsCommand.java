/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;

/** What can be done with the files of runs. */
@Command(
        name = "artifacts",
        description = "List, upload and download the files of a run.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet artifacts list 0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "  ratchet artifacts upload 0a1b2c3d4e5f60718293a4b5c6d7e8f9 plots/ --path plots",
            "  ratchet artifacts download 0a1b2c3d4e5f60718293a4b5c6d7e8f9 plots --to plots-of-the-run"
        })
final class ArtifactsCommand extends CommandGroup {}
