/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.store.Stores;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ratchet reconcile}: brings ledger and alias together. */
@Command(
        name = "reconcile",
        description = {
            "Complete a promotion that was broken off. What people must decide is done on request only.",
            "Exit code 1 when the alias stays moved by hand."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet reconcile churn",
            "  ratchet reconcile churn --adopt --reason \"moved in the UI on Sunday\"",
            "  ratchet reconcile churn --repair --reason \"entry 4 was deleted by a clean-up job\""
        })
final class ReconcileCommand extends LedgerCommand {

    @Mixin
    private ActorOptions by = new ActorOptions();

    @ArgGroup
    private Decision decision = new Decision();

    /** What people decide; one at a time. */
    static final class Decision {
        @Option(names = "--adopt", description = "Accept where the alias was moved by hand. Needs --reason.")
        private boolean adopt;

        @Option(names = "--restore", description = "Move the alias back to where the ledger says.")
        private boolean restore;

        @Option(names = "--repair", description = "Put the ledger's damage on record and go on. Needs --reason.")
        private boolean repair;
    }

    ReconcileCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions, Stores stores) {
        if ((decision.adopt || decision.repair) && by.reason().isBlank()) {
            throw options.usage("--reason is missing: say why, for those who read the history");
        }
        Actor actor = by.actor(context.environment());
        if (decision.adopt) {
            champions.adopt(model, alias, actor, by.reason());
        } else if (decision.repair) {
            champions.repair(model, alias, actor, by.reason());
        } else if (decision.restore) {
            champions.restore(model, alias);
        } else {
            champions.reconcile(model, alias);
        }
        Champion champion = champions.champion(model, alias);
        if (options.json()) {
            context.json(LedgerText.json(champion));
        } else {
            LedgerText.print(context, champion);
        }
        return champion.state() == ChampionState.MOVED_BY_HAND ? Cli.FAILED : Cli.DONE;
    }
}
