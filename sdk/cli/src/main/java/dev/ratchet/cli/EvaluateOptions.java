/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

    @Option(
            names = {"--target", "--label"},
            paramLabel = "COLUMN",
            description = "The column that holds what is true.")
    private @Nullable String label;

    @Option(
            names = "--score",
            paramLabel = "COLUMN",
            description = "Of two classes, how likely the positive one is: a probability, or any score that is higher"
                    + " for it.")
    private @Nullable String score;

    @Option(
            names = "--probabilities",
            paramLabel = "COLUMN",
            split = ",",
            description = "The probability of each class, several with commas. A column is called as its class, or as"
                    + " its class with a text that all have before it (p_0,p_1) or behind it; else see --classes.")
    private List<String> probabilities = new ArrayList<>();

    @Option(names = "--predicted", paramLabel = "COLUMN", description = "The predicted class or number.")
    private @Nullable String predicted;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "binary, multiclass or regression. Default: what the values show.")
    private @Nullable String task;

    @Option(names = "--positive", paramLabel = "VALUE", description = "The label's value that is the positive class.")
    private @Nullable String positive;

    @Option(
            names = "--classes",
            paramLabel = "VALUE",
            split = ",",
            description = "All classes, in the order of --probabilities or of the model's outputs.")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description = "From which score on a row is predicted positive. Default: 0.5, and 0 for scores that are no"
                    + " probabilities.")
    private @Nullable Double threshold;

    @Option(names = "--weight", paramLabel = "COLUMN", description = "How much each row counts.")
    private @Nullable String weight;

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description = "What tells rows apart; a value that comes twice is an error.")
    private @Nullable String key;

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
        if (label == null) {
            throw options.usage("the column that holds what is true is missing: give it by --target COLUMN");
        }
        long given = Stream.of(score != null, !probabilities.isEmpty(), predicted != null)
                .filter(each -> each)
                .count();
        if (model != null && given > 0) {
            throw options.usage(
                    "--score, --probabilities and --predicted go with --predictions; a model scores --data");
        }
        if (model == null && given != 1) {
            throw options.usage(
                    "--predictions needs one of --score, --probabilities and --predicted, but has " + given);
        }
        if (task != null && !List.of("binary", "multiclass", "regression").contains(task)) {
            throw options.usage("--task must be binary, multiclass or regression, but is '" + task + "'");
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

    String label() {
        return Objects.requireNonNull(label);
    }

    @Nullable
    String score() {
        return score;
    }

    List<String> probabilities() {
        return probabilities;
    }

    @Nullable
    String predicted() {
        return predicted;
    }

    @Nullable
    String task() {
        return task;
    }

    @Nullable
    String positive() {
        return positive;
    }

    List<String> classes() {
        return classes;
    }

    @Nullable
    Double threshold() {
        return threshold;
    }

    @Nullable
    String weight() {
        return weight;
    }

    @Nullable
    String key() {
        return key;
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
