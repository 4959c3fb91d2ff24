/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that looks at the local store or a server takes. */
final class CommonOptions extends StoreOptions {

    @Option(
            names = "--tracking-uri",
            paramLabel = "URI",
            description = "The MLflow server. Default: MLFLOW_TRACKING_URI, else none.")
    private @Nullable String trackingUri;

    @Option(names = "--local", description = "Look at the local store although a server is set.")
    private boolean local;

    boolean local() {
        return local;
    }

    @Override
    RatchetBuilder apply(CliContext context) {
        if (local && trackingUri != null) {
            throw usage("--local and --tracking-uri exclude each other: --local means without a server");
        }
        RatchetBuilder builder = super.apply(context);
        if (trackingUri != null) {
            builder.set("MLFLOW_TRACKING_URI", trackingUri);
        }
        return local ? builder.localOnly() : builder;
    }
}
