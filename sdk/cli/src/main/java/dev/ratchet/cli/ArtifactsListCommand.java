/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactTransfer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code ratchet artifacts list}. */
@Command(
        name = "list",
        description = "List the files of a run with their sizes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet artifacts list 0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "  ratchet artifacts list 0a1b2c3d4e5f60718293a4b5c6d7e8f9 plots --json"
        })
final class ArtifactsListCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's id, or Ratchet's key of it.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "A folder of the run's files. Default: all of them.")
    private String path = "";

    ArtifactsListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Found found = source.find(run);
            String root = found.run().artifactRoot();
            List<ArtifactRecord> files =
                    ArtifactTransfer.of(found.stores().artifacts(), root).files(path);
            if (options.json()) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("root", root);
                json.put("files", files.stream().map(ArtifactsListCommand::json).toList());
                context.json(json);
            } else if (files.isEmpty()) {
                context.out().println("There are no files" + (path.isEmpty() ? "" : " at '" + path + "'") + ".");
            } else {
                Table table = new Table(List.of("PATH", ">SIZE"));
                files.forEach(file -> table.row(List.of(file.path(), Texts.bytes(file.size()))));
                context.print(table, "");
            }
        }
        return Cli.DONE;
    }

    private static Map<String, Object> json(ArtifactRecord file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", file.path());
        json.put("size", file.size());
        return json;
    }
}
