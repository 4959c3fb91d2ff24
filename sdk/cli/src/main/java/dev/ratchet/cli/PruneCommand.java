/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.PruneReport;
import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.Texts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code ratchet prune}: frees the local store of what the server has. */
@Command(
        name = "prune",
        description = {
            "Remove from the local store the runs that the server has had for some days, with their models.",
            "What was not delivered, or was refused in part, is never removed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ratchet prune", "  ratchet prune --older-than 0 --json"})
final class PruneCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "How many days ago a run must have been delivered. Default: RATCHET_KEEP_DAYS, else 7.")
    private @Nullable Integer days;

    PruneCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (days != null && days < 0) {
            throw options.usage("--older-than must be 0 days or more, but is " + days);
        }
        PruneReport report;
        try (Ratchet ratchet = options.apply(context).open()) {
            report = days == null ? ratchet.prune() : ratchet.prune(Duration.ofDays(days));
        }
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("removed", report.removed());
            json.put("bytes", report.bytes());
            json.put("kept", report.kept());
            context.json(json);
        } else {
            context.out()
                    .println("Removed " + Texts.count(report.removed().size(), "run") + " ("
                            + Texts.bytes(report.bytes()) + "), kept " + report.kept() + ".");
        }
        return Cli.DONE;
    }
}
