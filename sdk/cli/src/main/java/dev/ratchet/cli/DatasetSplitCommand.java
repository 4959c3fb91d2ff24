/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "split",
        description = {
            "Divide rows into a training, a validation and a sealed test part, or into folds, and look for what one part"
                    + " gives away about another. The same options give the same parts of the same data everywhere.",
            "Into the directory go train and validation in the format, test.sealed, split.json with plan, seed and"
                    + " digests, and leakage.json; all of them or none. The rows of test.sealed are handed out by"
                    + " 'ratchet dataset open', which writes that down, so that the final figures stay honest.",
            "Without --stratify, --group, --time and --key any row may be anywhere. The data must fit into memory."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset split wdbc.csv --stratify diagnosis --seed 42 --out parts",
            "  ratchet dataset split visits.parquet --group patient --strict --out parts",
            "  ratchet dataset split orders.csv --time day --fractions 0.8,0,0.2 --out parts",
            "  ratchet dataset split orders.csv --key id --format csv --out parts --json",
            "  ratchet dataset split wdbc.csv --stratify diagnosis --folds 5 --out folds"
        })
final class DatasetSplitCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private SplitOptions split = new SplitOptions();

    DatasetSplitCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        source.check(options);
        split.check(options);
        new DatasetSplitting(context, options, source, split).split();
        return Cli.DONE;
    }
}
