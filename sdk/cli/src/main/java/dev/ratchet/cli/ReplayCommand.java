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
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code ratchet replay}: a decision is computed again. */
@Command(
        name = "replay",
        description = {
            "Compute a decision again from the predictions that were kept with it, and say every difference: numbers beyond"
                    + " 1e-9, verdicts and words at all. Exit code 1 when there is one.",
            "With --rescore both models are also loaded again and score the rows of --data, and the largest difference from"
                    + " the kept predictions is told; it is no difference of the decision."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet replay 1f0c5b5cf6a14bd79d5b4a2a5ea9c4d1",
            "  ratchet replay 1f0c5b5cf6a14bd79d5b4a2a5ea9c4d1 --rescore --data test.parquet",
            "  ratchet replay --record decision.json --predictions predictions.parquet --json"
        })
final class ReplayCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run that keeps the decision.")
    private @Nullable String run;

    @Option(names = "--record", paramLabel = "FILE", description = "Instead of a run, the decision.json.")
    private @Nullable Path record;

    @Option(names = "--predictions", paramLabel = "FILE", description = "With --record, the predictions.parquet.")
    private @Nullable Path predictions;

    @Option(
            names = "--latencies",
            paramLabel = "FILE",
            description = "With --record, the latencies.json where a rule needs it.")
    private @Nullable Path latencies;

    @Option(names = "--rescore", description = "Also load both models again; needs --data.")
    private boolean rescore;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "With --rescore, the rows of the decision, as promote took them.")
    private @Nullable String data;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Option(names = "--label", paramLabel = "COLUMN", description = "With --rescore, the label, as promote took it.")
    private @Nullable String label;

    @Option(names = "--key", paramLabel = "COLUMN", description = "With --rescore, the key, as promote took it.")
    private @Nullable String key;

    ReplayCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if ((run == null) == (record == null)) {
            throw options.usage(
                    run == null
                            ? "there is nothing to compute: give RUN, or --record FILE with --predictions FILE"
                            : "RUN and --record exclude each other");
        }
        if (run != null && (predictions != null || latencies != null)) {
            throw options.usage("--predictions and --latencies go with --record; a run has its own");
        }
        if (rescore && (data == null || run == null)) {
            throw options.usage("--rescore needs RUN, which names the versions, and their rows by --data FILE");
        }
        if (!rescore && data != null) {
            throw options.usage("--data goes with --rescore; a decision is computed from the kept predictions");
        }
        return new DecisionReplay(context, options, this).run();
    }

    @Nullable
    String run() {
        return run;
    }

    Path record() {
        return Objects.requireNonNull(record);
    }

    @Nullable
    Path predictions() {
        return predictions;
    }

    @Nullable
    Path latencies() {
        return latencies;
    }

    /** The rows to be scored again; null for none. */
    @Nullable
    String data() {
        return data;
    }

    RowOptions rows() {
        return rows;
    }

    @Nullable
    String label() {
        return label;
    }

    @Nullable
    String key() {
        return key;
    }
}
