/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code ratchet policy try}: how a policy errs, before it is trusted. */
@Command(
        name = "try",
        description = {
            "Try a policy on what two models predicted: how often it would promote a model that is no better, and how often"
                    + " it would find one that is.",
            "The first is found by swapping the two models' predictions in each row with probability one half, so that"
                    + " neither is better, and deciding; 2,000 times. The second follows from how much the rows vary.",
            "With --model it says instead what the policy would have decided about the versions of a registered model."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet policy try promotion.yaml --champion-predictions old.csv --candidate-predictions new.csv \\",
            "      --label churned --score score --positive yes --key id",
            "  ratchet policy try promotion.yaml --champion-predictions old.csv --candidate-predictions new.csv \\",
            "      --label price --predicted price_hat --margins 0.5,1,2 --rows 1000,5000 --json",
            "  ratchet policy try promotion.yaml --model churn --data test.parquet --label churned"
        })
final class PolicyTryCommand implements Callable<Integer> {

    private static final int TIMES = 2000;

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RowOptions rowOptions = new RowOptions();

    @Parameters(paramLabel = "FILE", description = "The policy, as YAML or JSON.")
    private @Nullable Path policy;

    @Mixin
    private PairOptions what = new PairOptions();

    @Option(
            names = "--margins",
            paramLabel = "X",
            split = ",",
            description =
                    "True improvements of the primary metric whose detection is told, several with commas. Default:"
                            + " a quarter, half, the whole and twice the difference that is found with the policy's power.")
    private List<Double> margins = new ArrayList<>();

    @Option(
            names = "--rows",
            paramLabel = "N",
            split = ",",
            description =
                    "Numbers of test rows, several with commas. Default: those of the files, and 4 and 16 times as"
                            + " many.")
    private List<Integer> rows = new ArrayList<>();

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "How often predictions are swapped. Default: 2000. 0 leaves that out.")
    private int times = TIMES;

    @Option(names = "--seed", paramLabel = "N", description = "What swapping begins with. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Instead of files: judge the past versions of this registered model, each against the champion of"
                            + " its time, by the predictions that were kept with its decision, else by loading both.")
    private @Nullable String model;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "With --model, rows to be scored where no predictions were kept.")
    private @Nullable String data;

    @Option(
            names = "--versions",
            paramLabel = "N",
            split = ",",
            description = "With --model, which versions, several with commas. Default: all.")
    private List<Integer> versions = new ArrayList<>();

    PolicyTryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (model != null) {
            if (what.isGiven()) {
                throw options.usage("--model and files of predictions exclude each other");
            }
            return new PolicyBackTest(context, options, rowOptions, this).run(Objects.requireNonNull(policy), model);
        }
        if (data != null || !versions.isEmpty()) {
            throw options.usage("--data and --versions go with --model");
        }
        what.check(options, false);
        if (times < 0) {
            throw options.usage("--times must be 0 or more, but is " + times);
        }
        if (rows.stream().anyMatch(each -> each < 2)) {
            throw options.usage("--rows must be 2 or more, but are " + rows);
        }
        new PolicyTrying(context, options, rowOptions, what).run(Objects.requireNonNull(policy), this);
        return Cli.DONE;
    }

    PredictionOptions columns() {
        return what.columns();
    }

    @Nullable
    String data() {
        return data;
    }

    List<Integer> versions() {
        return versions;
    }

    List<Double> margins() {
        return margins;
    }

    List<Integer> rows() {
        return rows;
    }

    int times() {
        return times;
    }

    long seed() {
        return seed;
    }
}
