/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** A command that only has others below it. */
@SuppressWarnings("UnusedVariable") // picocli sets the fields and acts on some by itself
abstract class CommandGroup implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec known = Objects.requireNonNull(spec);
        throw new CommandLine.ParameterException(
                known.commandLine(),
                "a command is missing: one of "
                        + String.join(", ", known.subcommands().keySet()));
    }
}
