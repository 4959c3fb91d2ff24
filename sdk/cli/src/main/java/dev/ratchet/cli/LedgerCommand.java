/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.NotFoundException;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.store.Stores;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** A command about the champions of a registered model. */
abstract class LedgerCommand implements Callable<Integer> {

    final CliContext context;

    @Mixin
    CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "The registered model.")
    String model = "";

    @Option(names = "--alias", paramLabel = "ALIAS", description = "The alias. Default: champion.")
    String alias = NewChampion.ALIAS;

    LedgerCommand(CliContext context) {
        this.context = context;
    }

    /** What the command does; gives the exit code. */
    abstract int run(Champions champions, Stores stores);

    @Override
    public Integer call() {
        try (RunSource source = RunSource.open(options, context)) {
            Stores stores = source.stores();
            // A misspelt name must not look like a model without a champion.
            if (stores.registry().model(model).isEmpty()) {
                throw new NotFoundException("There is no registered model '" + model + "' in " + stores.target() + ".");
            }
            return run(Champions.of(stores), stores);
        } catch (ChampionMovedException e) {
            context.err().println(Style.RED.of("error: ", context.colour()) + e.getMessage());
            return Cli.CHAMPION_MOVED;
        }
    }
}
