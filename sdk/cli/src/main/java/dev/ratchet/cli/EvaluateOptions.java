/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is evaluated, and by which columns. Names no class of tables or evaluations, as {@link RowOptions}. */
final class EvaluateOptions {

    private static final int DRAWS = 1000;
    private static final int FEWEST_DRAWS = 100;

    @Option(
            names = "--model",
            paramLabel = "URI",
            description = "A model: models:/name@alias, models:/name/3, runs:/<run>/model, or a directory.")
    private @Nullable String model;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The rows that the model scores: .csv, .tsv (both also .gz), .parquet, .json, .jsonl, .arrow,"
                    + " .feather, or the http or https address of such a file.")
    private @Nullable String data;

    @Option(names = "--predictions", paramLabel = "FILE", description = "Instead of a model, rows that it has scored.")
    private @Nullable String predictions;

    @Mixin
    private PredictionOptions columns = new PredictionOptions();

    @Option(
            names = "--slice",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Also evaluate the rows of each value of this column; may be repeated, or several with commas.")
    private List<String> slices = new ArrayList<>();

    @Option(
            names = "--protected",
            paramLabel = "COLUMN",
            split = ",",
            description = "Of two classes, also tell how the groups of this column are treated; may be repeated.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "How often rows are drawn for an interval that no formula gives. Default: 1000. Of"
                    + " more than 100,000 rows some are left out instead.")
    private int draws = DRAWS;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with pictures that needs nothing beside itself.")
    private @Nullable Path html;

    /** Refuses options that do not go together. */
    void check(OutputOptions options) {
        if ((model == null) == (predictions == null)) {
            throw options.usage(
                    model == null
                            ? "there is nothing to evaluate: give --model URI with --data FILE, or --predictions FILE"
                            : "--model and --predictions exclude each other: give the rows of a model by --data FILE");
        }
        if (model != null && data == null) {
            throw options.usage("--model needs the rows that it is to score: give them by --data FILE");
        }
        if (model == null && data != null) {
            throw options.usage("--data goes with --model; the rows are those of --predictions");
        }
        columns.check(options);
        long given = columns.given();
        if (model != null && given > 0) {
            throw options.usage(
                    "--score, --probabilities and --predicted go with --predictions; a model scores --data");
        }
        if (model == null && given != 1) {
            throw options.usage(
                    "--predictions needs one of --score, --probabilities and --predicted, but has " + given);
        }
        if (draws < FEWEST_DRAWS) {
            throw options.usage("--draws must be " + FEWEST_DRAWS + " or more, but is " + draws);
        }
    }

    @Nullable
    String model() {
        return model;
    }

    /** Where the rows are. */
    String location() {
        return Objects.requireNonNull(data != null ? data : predictions);
    }

    /** Which columns say what. */
    PredictionOptions columns() {
        return columns;
    }

    List<String> slices() {
        return slices;
    }

    List<String> groups() {
        return groups;
    }

    int draws() {
        return draws;
    }

    @Nullable
    Path html() {
        return html;
    }
}
