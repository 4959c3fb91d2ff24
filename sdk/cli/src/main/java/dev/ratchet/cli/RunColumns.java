/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs as rows, with a column for whatever any of them has. */
final class RunColumns {

    private static final List<String> FIXED = List.of(
            "run_id",
            "run_key",
            "run_name",
            "experiment",
            "status",
            "start_time",
            "end_time",
            "datasets",
            "artifact_uri");

    private final TreeSet<String> params = new TreeSet<>();
    private final TreeSet<String> metrics = new TreeSet<>();
    private final TreeSet<String> tags = new TreeSet<>();

    RunColumns(Collection<RunRecord> runs) {
        for (RunRecord run : runs) {
            params.addAll(run.params().keySet());
            metrics.addAll(run.metrics().keySet());
            tags.addAll(run.tags().keySet());
        }
    }

    List<String> headings() {
        List<String> headings = new ArrayList<>(FIXED);
        params.forEach(key -> headings.add("params." + key));
        metrics.forEach(key -> headings.add("metrics." + key));
        tags.forEach(key -> headings.add("tags." + key));
        return headings;
    }

    List<String> cells(RunRecord run, String experiment) {
        List<String> cells = new ArrayList<>(List.of(
                run.id(),
                run.key(),
                run.name(),
                experiment,
                run.status().name(),
                Texts.iso(run.startTime()),
                time(run.endTime()),
                datasets(run),
                run.artifactRoot()));
        params.forEach(key -> cells.add(run.params().getOrDefault(key, "")));
        metrics.forEach(key -> cells.add(value(run.metrics().get(key))));
        tags.forEach(key -> cells.add(run.tags().getOrDefault(key, "")));
        return cells;
    }

    private static String time(OptionalLong time) {
        return time.isPresent() ? Texts.iso(time.getAsLong()) : "";
    }

    private static String value(@org.jspecify.annotations.Nullable MetricPoint point) {
        return point == null ? "" : Double.toString(point.value());
    }

    private static String datasets(RunRecord run) {
        return run.inputs().stream().map(RunColumns::dataset).collect(Collectors.joining("; "));
    }

    private static String dataset(DatasetInput input) {
        return input.name() + "@" + input.digest() + (input.context().isEmpty() ? "" : " (" + input.context() + ")");
    }
}
