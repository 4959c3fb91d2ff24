/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** A command that prints what one piece of data holds, wherever it is. */
abstract class DatasetReportCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    DatasetReportCommand(CliContext context) {
        this.context = context;
    }

    /** Prints the part that the command is for. */
    abstract void print(DatasetReport report);

    @Override
    public final Integer call() {
        print(new DatasetReport(context, options, source));
        return Cli.DONE;
    }
}
