/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "evaluate",
        description = {
            "Tell what a model is worth on rows whose answer is known: metrics with intervals, curves, slices, and where it"
                    + " is weak. Models that Ratchet cannot load are evaluated by a file of their predictions.",
            "The task is found where it is obvious, and said: two values of the label are two classes, numbers with a"
                    + " point are numbers, up to 20 whole numbers are classes. Of 0 and 1, -1 and 1, false and true the"
                    + " latter is positive; of other values --positive must say it, but for a model of two texts the last"
                    + " one in alphabetical order is taken, because training numbers texts so.",
            "Rows are counted from 0 in messages. A label, score or weight that is missing, infinite or not allowed is an"
                    + " error, never left out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet evaluate --model models:/breast-cancer@champion --data test.csv --target diagnosis",
            "  ratchet evaluate --model models:/flights/3 --data may.parquet --target arr_delay --slice carrier --html may.html",
            "  ratchet evaluate --predictions scored.csv --label churned --score score --positive yes --protected sex",
            "  ratchet evaluate --predictions scored.parquet --label digit --probabilities p_0,p_1,p_2 --json",
            "  ratchet evaluate --predictions scored.csv --label price --predicted price_hat --weight area --key id"
        })
final class EvaluateCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private EvaluateOptions what = new EvaluateOptions();

    EvaluateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        what.check(options);
        new ModelEvaluation(context, options, rows, what).evaluate();
        return Cli.DONE;
    }
}
