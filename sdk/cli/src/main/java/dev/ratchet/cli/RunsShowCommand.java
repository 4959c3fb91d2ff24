/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.store.ArtifactRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "show",
        description = "Show what a run was given, what it did and what it made.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet runs show 7f3a                   the beginning of an id is enough in the local store",
            "  ratchet runs show 7f3a --json | jq .metrics"
        })
final class RunsShowCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "RUN", description = "A run's id, or Ratchet's key of it.")
    private String run = "";

    RunsShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Found found = source.find(run);
            String experiment = source.experimentName(found);
            Artifacts artifacts = artifacts(found);
            if (options.json()) {
                context.json(json(found, experiment, artifacts));
            } else {
                new RunText(context, found, experiment).print(artifacts);
            }
        }
        return Cli.DONE;
    }

    /** The files and folders at the root of a run's artifacts, or why they are not known. */
    record Artifacts(List<ArtifactRecord> entries, @Nullable String problem) {}

    private static Artifacts artifacts(RunSource.Found found) {
        try {
            return new Artifacts(found.stores().artifacts().list(found.run().artifactRoot(), ""), null);
        } catch (RatchetException e) {
            return new Artifacts(List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> json(RunSource.Found found, String experiment, Artifacts artifacts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("source", found.stores().target());
        json.putAll(RunJson.of(found.run(), experiment));
        json.put(
                "page",
                found.stores()
                        .tracking()
                        .runPage(found.run().experimentId(), found.run().id()));
        json.put(
                "artifacts",
                artifacts.entries().stream().map(RunsShowCommand::json).toList());
        if (artifacts.problem() != null) {
            json.put("artifacts_problem", artifacts.problem());
        }
        return json;
    }

    private static Map<String, Object> json(ArtifactRecord artifact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", artifact.path());
        json.put("directory", artifact.directory());
        json.put("size", artifact.size());
        return json;
    }
}
