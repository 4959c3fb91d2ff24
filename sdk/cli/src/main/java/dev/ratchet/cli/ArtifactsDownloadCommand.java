/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.store.ArtifactTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ratchet artifacts download}. */
@Command(
        name = "download",
        description = {
            "Get a file of a run, or a folder with all below it, into a directory.",
            "After a download that was cut the same command gets only what is missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet artifacts download 0a1b2c3d4e5f60718293a4b5c6d7e8f9 --to files",
            "  ratchet artifacts download 0a1b2c3d4e5f60718293a4b5c6d7e8f9 checkpoints/epoch-10.params --to ."
        })
final class ArtifactsDownloadCommand implements Callable<Integer> {

    /** Notes what a cut download has got; it goes with the last file. */
    private static final String JOURNAL = ".ratchet-download";

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "A file or a folder of the run's files. Default: all of them.")
    private String path = "";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The directory; each file lies there at its path among the run's files.")
    private Path to = Path.of("");

    ArtifactsDownloadCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Found found = source.find(transfer.run());
            Path journal = to.resolve(JOURNAL + "-" + found.run().id());
            ArtifactTransfer.Result result = transfer.during(
                    options,
                    context,
                    found,
                    journal,
                    "Downloading " + (path.isEmpty() ? "all files" : path),
                    files -> files.download(path, to));
            Files.deleteIfExists(journal);
            TransferOptions.print(
                    context,
                    options.json(),
                    "Downloaded",
                    result,
                    found.run().artifactRoot(),
                    to.toAbsolutePath().normalize().toString());
        }
        return Cli.DONE;
    }
}
