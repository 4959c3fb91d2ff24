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
import java.util.Locale;
import java.util.stream.Stream;

/** How rows are divided, and into which files. Names no class of tables, as {@link FileOptions}. */
final class SplitOptions {

    private static final int PARTS = 3;
    private static final List<String> FORMATS = List.of("parquet", "csv", "arrow");

    @Option(
            names = "--stratify",
            paramLabel = "COLUMN",
            description = "Every value of this column in all parts by its share.")
    private @Nullable String stratify;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "All rows with one value of this column, such as a patient, in one part.")
    private @Nullable String group;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "The earliest rows for training, the latest for test.")
    private @Nullable String time;

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            split = ",",
            description = "A column that tells the rows apart; may be repeated, or several with commas. Alone: each row"
                    + " by the hash of its key, so that rows that come later move none across. With another rule: the"
                    + " order of the rows does not matter.")
    private List<String> key = new ArrayList<>();

    @Option(
            names = "--fractions",
            paramLabel = "F",
            split = ",",
            description = "The shares of training, validation and test, which sum to 1. Default: 0.7,0.15,0.15.")
    private List<Double> fractions = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Another seed gives other parts. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "K folds for cross-validation instead of three parts, each in a directory of its own with a"
                    + " training and a validation file. There is no test part then.")
    private @Nullable Integer folds;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column to be predicted: also look for columns that give it away.")
    private @Nullable String target;

    @Option(names = "--strict", description = "Write nothing and end with 1 when a leakage check finds an error.")
    private boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, csv or arrow. Default: ${DEFAULT-VALUE}.")
    private String format = "parquet";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The directory to write, which is not there yet or is empty.")
    private Path out = Path.of("");

    /** Refuses options that do not go together. */
    void check(FileOptions options) {
        long rules = Stream.of(stratify == null, group == null, time == null)
                .filter(missing -> !missing)
                .count();
        if (rules > 1) {
            throw options.usage("--stratify, --group and --time exclude each other: rows are divided by one rule");
        }
        if (!fractions.isEmpty() && fractions.size() != PARTS) {
            throw options.usage("--fractions takes three numbers, of training, validation and test, but there are "
                    + fractions.size() + "; give 0 for a part that is not wanted, such as 0.8,0,0.2");
        }
        if (folds != null && folds < 2) {
            throw options.usage("--folds must be 2 or more, but is " + folds);
        }
        if (folds != null && !fractions.isEmpty()) {
            throw options.usage("--folds and --fractions exclude each other: folds are of one size");
        }
        if (!FORMATS.contains(format.toLowerCase(Locale.ROOT))) {
            throw options.usage("--format must be parquet, csv or arrow, but is '" + format + "'");
        }
    }

    @Nullable
    String stratify() {
        return stratify;
    }

    @Nullable
    String group() {
        return group;
    }

    @Nullable
    String time() {
        return time;
    }

    List<String> key() {
        return key;
    }

    /** Three, or none for the default. */
    List<Double> fractions() {
        return fractions;
    }

    long seed() {
        return seed;
    }

    @Nullable
    Integer folds() {
        return folds;
    }

    @Nullable
    String target() {
        return target;
    }

    boolean strict() {
        return strict;
    }

    String format() {
        return format.toUpperCase(Locale.ROOT);
    }

    Path out() {
        return out;
    }
}
