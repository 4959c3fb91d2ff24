/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ratchet rollback}: an earlier champion becomes champion again. */
@Command(
        name = "rollback",
        description = {
            "Make the champion before the present one champion again, or any earlier one.",
            "The files of its package are compared with what was promoted. Exit code 5 when another change came first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet rollback churn --reason \"complaints since Monday\"",
            "  ratchet rollback churn --to 3 --reason \"complaints since Monday\""
        })
final class RollbackCommand extends LedgerCommand {

    @Mixin
    private ActorOptions by = new ActorOptions();

    @Option(names = "--to", paramLabel = "VERSION", description = "The version. Default: the one before.")
    private @Nullable Integer to;

    RollbackCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions, Stores stores) {
        if (by.reason().isBlank()) {
            throw options.usage("--reason is missing: say why, for those who read the history");
        }
        Actor actor = by.actor(context.environment());
        HistoryEntry entry = to == null
                ? champions.rollback(model, alias, actor, by.reason())
                : champions.rollback(model, alias, to, actor, by.reason());
        if (options.json()) {
            context.json(LedgerText.json(entry));
        } else {
            context.out().println(LedgerText.line(context, entry));
        }
        return Cli.DONE;
    }
}
