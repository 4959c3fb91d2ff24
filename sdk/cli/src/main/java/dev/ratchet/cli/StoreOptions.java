/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** What every command that looks at the local store takes. */
class StoreOptions extends OutputOptions {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The local store. Default: RATCHET_HOME, else .ratchet in this directory.")
    private @Nullable Path store;

    /** What the options say. */
    RatchetBuilder apply(CliContext context) {
        return store == null ? context.ratchet() : context.ratchet().store(store);
    }
}
