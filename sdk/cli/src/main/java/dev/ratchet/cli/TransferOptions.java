/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.ArtifactTransfer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What the commands that move the files of a run take, and how they tell what they do. */
final class TransferOptions {

    private static final int MOST_AT_ONCE = 32;
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's id, or Ratchet's key of it.")
    private String run = "";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many files move at the same time, 1 to 32. Default: 4.")
    private int parallel = ArtifactTransfer.DEFAULT_AT_ONCE;

    @Option(names = "--again", description = "Also move files that were moved before and have not changed.")
    private boolean again;

    String run() {
        return run;
    }

    /** Moves files, with a line on a terminal that says how far it is. */
    ArtifactTransfer.Result during(
            CommonOptions options,
            CliContext context,
            RunSource.Found found,
            @Nullable Path journal,
            String words,
            Function<ArtifactTransfer, ArtifactTransfer.Result> work) {
        if (parallel < 1 || parallel > MOST_AT_ONCE) {
            throw options.usage("--parallel must be from 1 to " + MOST_AT_ONCE + ", but is " + parallel);
        }
        ArtifactTransfer transfer = ArtifactTransfer.of(
                        found.stores().artifacts(), found.run().artifactRoot())
                .atOnce(parallel);
        ArtifactTransfer noting = again || journal == null ? transfer : transfer.journal(journal);
        Interruption interruption = Interruption.says(
                context.err(), "Interrupted. What has moved stays; the same command goes on from there.");
        try {
            return Activity.during(context, words, line -> work.apply(noting.reports(EVERY, line)));
        } finally {
            interruption.over();
        }
    }

    /** Where the uploads to a run are noted: in the local store's folder, by server and run. */
    static Path journal(Path storeFolder, RunSource.Found found) {
        String what = found.stores().target() + '\n' + found.run().artifactRoot();
        return storeFolder
                .resolve("transfers")
                .resolve(UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + ".txt");
    }

    static void print(
            CliContext context, boolean json, String what, ArtifactTransfer.Result result, String from, String to) {
        if (json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("from", from);
            document.put("to", to);
            document.put("moved", result.moved());
            document.put("skipped", result.skipped());
            document.put("bytes", result.bytes());
            context.json(document);
            return;
        }
        String there = result.skipped() == 0
                ? ""
                : "; " + Texts.count(result.skipped(), "file") + " had moved before and did not change";
        context.out()
                .println(what + " " + Texts.count(result.moved(), "file") + ", " + Texts.bytes(result.bytes()) + ", to "
                        + to + there + ".");
    }
}
