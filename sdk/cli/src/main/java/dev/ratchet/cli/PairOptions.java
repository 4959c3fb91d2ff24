/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Objects;

/** What two models predicted for the same rows. Names no class of tables, as {@link RowOptions}. */
final class PairOptions {

    @Option(
            names = "--champion-predictions",
            paramLabel = "FILE",
            description = "What the champion predicted: .csv, .tsv (both also .gz), .parquet, .json, .jsonl, .arrow,"
                    + " .feather, or the http or https address of such a file.")
    private @Nullable String champion;

    @Option(
            names = "--candidate-predictions",
            paramLabel = "FILE",
            description = "What the candidate predicted for the same rows, with columns of the same names.")
    private @Nullable String candidate;

    @Mixin
    private PredictionOptions columns = new PredictionOptions();

    /** Whether any of both is there. */
    boolean isGiven() {
        return champion != null || candidate != null;
    }

    /** Refuses options that do not go together. */
    void check(OutputOptions options, boolean noChampion) {
        if (candidate == null) {
            throw options.usage("the candidate's predictions are missing: give them by --candidate-predictions FILE");
        }
        if (champion == null && !noChampion) {
            throw options.usage("the champion's predictions are missing: give them by --champion-predictions FILE");
        }
        if (champion != null && noChampion) {
            throw options.usage("--no-champion and --champion-predictions exclude each other");
        }
        columns.check(options);
        columns.checkPredicted(options);
    }

    /** Where the champion's predictions are; none where there is no champion. */
    @Nullable
    String champion() {
        return champion;
    }

    /** Where the candidate's predictions are. */
    String candidate() {
        return Objects.requireNonNull(candidate);
    }

    PredictionOptions columns() {
        return columns;
    }
}
