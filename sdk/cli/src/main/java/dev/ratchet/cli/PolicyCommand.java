/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        description = "Check a promotion policy, and try it before it is trusted.",
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand extends CommandGroup {}
