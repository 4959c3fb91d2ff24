/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Inspection;
import dev.ratchet.PruneReport;
import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.Texts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code ratchet prune}: frees the local store of what the server has, or the cache of downloaded models. */
@Command(
        name = "prune",
        description = {
            "Remove from the local store the runs that the server has had for some days, with their models.",
            "What was not delivered, or was refused in part, is never removed.",
            "With --models, empty the cache of downloaded models instead; what a process uses stays."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet prune",
            "  ratchet prune --older-than 0 --json",
            "  ratchet prune --models",
            "  ratchet prune --models --older-than 30"
        })
final class PruneCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = {
                "How many days ago a run must have been delivered. Default: RATCHET_KEEP_DAYS, else 7.",
                "With --models: for how many days a model must not have been used. Default: 0."
            })
    private @Nullable Integer days;

    @Option(names = "--models", description = "Remove downloaded models in place of runs. Needs no server.")
    private boolean models;

    PruneCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (days != null && days < 0) {
            throw options.usage("--older-than must be 0 days or more, but is " + days);
        }
        PruneReport report = models ? pruneModels() : pruneRuns();
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("removed", report.removed());
            json.put("bytes", report.bytes());
            json.put("kept", report.kept());
            context.json(json);
        } else {
            context.out()
                    .println("Removed " + Texts.count(report.removed().size(), models ? "model" : "run") + " ("
                            + Texts.bytes(report.bytes()) + "), kept " + report.kept() + ".");
        }
        return Cli.DONE;
    }

    private PruneReport pruneRuns() {
        try (Ratchet ratchet = options.apply(context).open()) {
            return days == null ? ratchet.prune() : ratchet.prune(Duration.ofDays(days));
        }
    }

    /** Not by an open Ratchet: that makes a local store, and asks the server. */
    private PruneReport pruneModels() {
        Duration unused = Duration.ofDays(days == null ? 0 : days);
        try (Inspection inspection = options.apply(context).inspect()) {
            return inspection
                    .modelCache()
                    .map(cache -> cache.prune(unused))
                    .orElseGet(() -> new PruneReport(List.of(), 0, 0));
        }
    }
}
