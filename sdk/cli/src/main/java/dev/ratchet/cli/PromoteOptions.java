/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Objects;

/** What is promoted, by what. */
final class PromoteOptions {

    @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The policy, as YAML or JSON.")
    private @Nullable Path policy;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description =
                    "The rows that both models score: .csv, .tsv (both also .gz), .parquet, .json, .jsonl, .arrow,"
                            + " .feather, or the http or https address of such a file; or a sealed part (.sealed), whose opening is"
                            + " then on record.")
    private @Nullable String data;

    @Option(
            names = "--champion-predictions",
            paramLabel = "FILE",
            description = "What the champion predicted for the same rows, where Ratchet cannot load it; with the key"
                    + " column.")
    private @Nullable String champion;

    @Option(
            names = "--candidate-predictions",
            paramLabel = "FILE",
            description = "What the candidate predicted for the same rows, where Ratchet cannot load it; with the key"
                    + " column.")
    private @Nullable String candidate;

    @Mixin
    private PredictionOptions columns = new PredictionOptions();

    @Option(names = "--dry-run", description = "Decide only: nothing is written, nothing is moved.")
    private boolean dryRun;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write why, as one page with pictures that needs nothing beside itself.")
    private @Nullable Path html;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private TrustOptions.Signing signing = new TrustOptions.Signing();

    /** Refuses options that do not go together. */
    void check(OutputOptions options) {
        columns.checkTask(options);
        boolean files = champion != null || candidate != null;
        if (files) {
            columns.checkPredicted(options);
        } else if (columns.given() > 0) {
            throw options.usage("--score, --probabilities and --predicted go with --champion-predictions or"
                    + " --candidate-predictions; models score --data");
        }
    }

    Path policy() {
        return Objects.requireNonNull(policy);
    }

    String data() {
        return Objects.requireNonNull(data);
    }

    @Nullable
    String champion() {
        return champion;
    }

    @Nullable
    String candidate() {
        return candidate;
    }

    PredictionOptions columns() {
        return columns;
    }

    boolean dryRun() {
        return dryRun;
    }

    @Nullable
    Path html() {
        return html;
    }

    TrustOptions trust() {
        return trust;
    }

    /** The file of the key to sign with; null where none is named. */
    @Nullable
    Path signKey() {
        return signing.file();
    }
}
