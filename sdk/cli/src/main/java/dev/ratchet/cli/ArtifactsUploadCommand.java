/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.store.ArtifactTransfer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code ratchet artifacts upload}. */
@Command(
        name = "upload",
        description = {
            "Put a file, or all files below a directory, to a run's files.",
            "What was uploaded before and has not changed is not sent again, so an upload that was cut goes on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet artifacts upload 0a1b2c3d4e5f60718293a4b5c6d7e8f9 report.html",
            "  ratchet artifacts upload 0a1b2c3d4e5f60718293a4b5c6d7e8f9 checkpoints/ --path checkpoints --parallel 8"
        })
final class ArtifactsUploadCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Parameters(index = "1", paramLabel = "FILE", description = "A file, or a directory, whose contents go.")
    private @Nullable Path from;

    @Option(
            names = "--path",
            paramLabel = "FOLDER",
            description = "The folder of the run's files to put them in. Default: their root.")
    private String folder = "";

    ArtifactsUploadCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(from);
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Found found = source.find(transfer.run());
            if (!source.isOnServer(found)) {
                throw new RatchetException(
                        "The run '" + transfer.run() + "' is in the local store, which takes files only"
                                + " from the program that logs them. Give --tracking-uri URI or MLFLOW_TRACKING_URI for a run"
                                + " of a server; `ratchet sync` brings this one there.");
            }
            ArtifactTransfer.Result result = transfer.during(
                    options,
                    context,
                    found,
                    TransferOptions.journal(source.storeFolder(), found),
                    "Uploading " + given,
                    files -> files.upload(given, folder));
            String to = found.run().artifactRoot() + (folder.isEmpty() ? "" : "/" + folder);
            TransferOptions.print(context, options.json(), "Uploaded", result, given.toString(), to);
        }
        return Cli.DONE;
    }
}
