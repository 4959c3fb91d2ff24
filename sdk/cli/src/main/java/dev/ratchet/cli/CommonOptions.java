/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Objects;

/** What every command that looks at a store takes. */
@SuppressWarnings("UnusedVariable") // picocli sets the fields and acts on some by itself
final class CommonOptions {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The local store. Default: RATCHET_HOME, else .ratchet in this directory.")
    private @Nullable Path store;

    @Option(
            names = "--tracking-uri",
            paramLabel = "URI",
            description = "The MLflow server. Default: MLFLOW_TRACKING_URI, else none.")
    private @Nullable String trackingUri;

    @Option(names = "--local", description = "Look at the local store although a server is set.")
    private boolean local;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean json;

    @Option(names = "--debug", description = "Log what is done, and show where an error comes from.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    boolean json() {
        return json;
    }

    boolean local() {
        return local;
    }

    RatchetBuilder apply(CliContext context) {
        if (local && trackingUri != null) {
            throw usage("--local and --tracking-uri exclude each other: --local means without a server");
        }
        RatchetBuilder builder = context.ratchet();
        if (store != null) {
            builder.store(store);
        }
        if (trackingUri != null) {
            builder.set("MLFLOW_TRACKING_URI", trackingUri);
        }
        return local ? builder.localOnly() : builder;
    }

    CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
