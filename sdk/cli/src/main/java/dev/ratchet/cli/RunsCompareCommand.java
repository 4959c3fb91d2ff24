/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(name = "compare", description = "x")
final class RunsCompareCommand implements Callable<Integer> {
    RunsCompareCommand(CliContext context) {}

    @Override
    public Integer call() {
        return 0;
    }
}
