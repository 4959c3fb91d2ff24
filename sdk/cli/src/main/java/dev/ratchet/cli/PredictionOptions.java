/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which columns say what is true and what was predicted. Names no class of tables, as {@link RowOptions}. */
final class PredictionOptions {

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

    /** Refuses what no file of predictions can have. */
    void check(OutputOptions options) {
        if (label == null) {
            throw options.usage("the column that holds what is true is missing: give it by --target COLUMN");
        }
        checkTask(options);
    }

    /** The same where the label may be left out. */
    void checkTask(OutputOptions options) {
        if (task != null && !List.of("binary", "multiclass", "regression").contains(task)) {
            throw options.usage("--task must be binary, multiclass or regression, but is '" + task + "'");
        }
    }

    /** In how many ways it is said what was predicted. */
    long given() {
        return Stream.of(score != null, !probabilities.isEmpty(), predicted != null)
                .filter(each -> each)
                .count();
    }

    /** Refuses files of predictions of which it is not said, or said twice, what was predicted. */
    void checkPredicted(OutputOptions options) {
        if (given() != 1) {
            throw options.usage("one of --score, --probabilities and --predicted must say what was predicted, but there"
                    + (given() == 0 ? " is none" : " are " + given()));
        }
    }

    boolean hasLabel() {
        return label != null;
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
}
