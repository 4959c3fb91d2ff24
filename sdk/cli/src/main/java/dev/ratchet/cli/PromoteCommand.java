/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.ledger.ChampionMovedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code ratchet promote}. */
@Command(
        name = "promote",
        description = {
            "Make a version champion where it is shown to be better. Champion and candidate are loaded and score the same"
                    + " rows, the policy decides, the decision is kept as a run in the experiment MODEL.decisions, and only"
                    + " PROMOTE moves the alias, through the ledger.",
            "The label is --label, else the policy's 'data: {label: COLUMN}', else the only column that is neither taken"
                    + " by the candidate nor named as key or by a rule.",
            "Exit codes: 0 promoted, 3 hold, 4 rejected, 5 the champion moved meanwhile, 1 failed, 2 wrong usage. With"
                    + " --dry-run 0 means that it would be promoted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet promote breast-cancer 4 --policy promotion.yaml --data test.parquet",
            "  ratchet promote churn 7 --policy promotion.yaml --data test.csv --label churned --key id --dry-run --json",
            "  ratchet promote churn 7 --policy promotion.yaml --data split/test.sealed --actor ann --reason \"spring data\"",
            "  ratchet promote churn 7 --policy promotion.yaml --data test.csv --key id \\",
            "      --champion-predictions old.csv --score score"
        })
final class PromoteCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The registered model.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The number of the candidate.")
    private int version;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private PromoteOptions what = new PromoteOptions();

    @Mixin
    private ActorOptions by = new ActorOptions();

    PromoteCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        what.check(options);
        try {
            return new VersionPromotion(context, options, rows, what, by).promote(model, version);
        } catch (ChampionMovedException e) {
            context.err().println(Style.RED.of("error: ", context.colour()) + e.getMessage());
            return Cli.CHAMPION_MOVED;
        }
    }
}
