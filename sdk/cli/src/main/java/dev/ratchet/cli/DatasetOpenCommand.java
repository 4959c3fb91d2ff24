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
import java.util.concurrent.Callable;

@Command(
        name = "open",
        description = {
            "Hand out the rows of a sealed test part. Before, the local store is told who opened it, when, why and for"
                    + " which model; a second opening of the same rows, and one that names no model, are warned of.",
            "The seal guards against accidents, not against who has the data anyway."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset open parts --purpose final --model breast-cancer/3 --out test.csv",
            "  ratchet dataset open parts/test.sealed --purpose audit --out test.parquet --json"
        })
final class DatasetOpenCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Parameters(paramLabel = "DIR", description = "What 'dataset split' wrote, or the file test.sealed in it.")
    private Path sealed = Path.of("");

    @Option(names = "--purpose", paramLabel = "TEXT", required = true, description = "Why, in a few words.")
    private String purpose = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The final model that is judged: a version such as breast-cancer/3, or a package's digest.")
    private @Nullable String model;

    @Option(names = "--run", paramLabel = "ID", description = "The run in which it happens.")
    private @Nullable String run;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file to write, which is not there yet: .csv, .tsv (both also .gz), .parquet or .arrow.")
    private Path out = Path.of("");

    DatasetOpenCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (purpose.isBlank()) {
            throw options.usage("--purpose must say why in a few words, but is blank");
        }
        new DatasetOpening(context, options, purpose, model, run).open(sealed, out);
        return Cli.DONE;
    }
}
