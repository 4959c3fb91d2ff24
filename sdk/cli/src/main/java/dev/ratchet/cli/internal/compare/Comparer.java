/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares runs. Which way a metric is better is never guessed: it is said, or both ends are given. */
public final class Comparer {

    private static final Map<String, String> CODE = code();

    private final List<ComparedRun> runs;
    private final Set<String> maximize;
    private final Set<String> minimize;

    /** Prepares a comparison; {@code maximize} and {@code minimize} name metrics whose better end is known. */
    public Comparer(List<ComparedRun> runs, Set<String> maximize, Set<String> minimize) {
        this.runs = List.copyOf(runs);
        this.maximize = Set.copyOf(maximize);
        this.minimize = Set.copyOf(minimize);
    }

    private static Map<String, String> code() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("commit", "mlflow.source.git.commit");
        tags.put("branch", "mlflow.source.git.branch");
        tags.put("changed", "ratchet.git.dirty");
        tags.put("repository", "mlflow.source.git.repoURL");
        tags.put("source", "mlflow.source.name");
        tags.put("java", "ratchet.java.version");
        tags.put("system", "ratchet.os");
        return tags;
    }

    /** The comparison. */
    public Comparison compare() {
        List<Row> code = CODE.entrySet().stream()
                .map(tag -> row(tag.getKey(), run -> run.run().tags().get(tag.getValue())))
                .filter(row -> row.values().stream().anyMatch(value -> value != null))
                .toList();
        return new Comparison(
                runs,
                rows(run -> run.run().params()),
                metrics(),
                datasets(),
                code,
                runs.stream().anyMatch(run -> run.librariesProblem() != null)
                        ? List.of()
                        : rows(ComparedRun::libraries));
    }

    private List<Row> rows(Function<ComparedRun, Map<String, String>> values) {
        return names(run -> values.apply(run).keySet()).stream()
                .map(name -> row(name, run -> values.apply(run).get(name)))
                .toList();
    }

    private Row row(String name, Function<ComparedRun, @Nullable String> value) {
        List<@Nullable String> values = new ArrayList<>();
        runs.forEach(run -> values.add(value.apply(run)));
        return new Row(name, values);
    }

    private Set<String> names(Function<ComparedRun, Set<String>> names) {
        return runs.stream().flatMap(run -> names.apply(run).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<MetricRow> metrics() {
        List<MetricRow> rows = new ArrayList<>();
        for (String metric : names(run -> run.run().metrics().keySet())) {
            rows.add(row(metric, MetricRow.Kind.LAST, run -> run.run().metrics().get(metric)));
            boolean series = runs.stream().anyMatch(run -> history(run, metric).size() > 1);
            if (minimize.contains(metric)) {
                rows.add(extreme(metric, MetricRow.Kind.BEST_MIN, false));
            } else if (maximize.contains(metric)) {
                rows.add(extreme(metric, MetricRow.Kind.BEST_MAX, true));
            } else if (series) {
                rows.add(extreme(metric, MetricRow.Kind.MIN, false));
                rows.add(extreme(metric, MetricRow.Kind.MAX, true));
            }
        }
        return rows;
    }

    private static List<MetricPoint> history(ComparedRun run, String metric) {
        return run.histories().getOrDefault(metric, List.of());
    }

    private MetricRow extreme(String metric, MetricRow.Kind kind, boolean largest) {
        Comparator<MetricPoint> byValue = Comparator.comparingDouble(MetricPoint::value);
        return row(
                metric,
                kind,
                run -> history(run, metric).stream()
                        .filter(point -> !Double.isNaN(point.value()))
                        .min(largest ? byValue.reversed() : byValue)
                        .orElse(null));
    }

    private MetricRow row(String metric, MetricRow.Kind kind, Function<ComparedRun, @Nullable MetricPoint> point) {
        List<@Nullable MetricPoint> points = new ArrayList<>();
        runs.forEach(run -> points.add(point.apply(run)));
        return new MetricRow(metric, kind, points);
    }

    // ---- datasets

    private List<DatasetRow> datasets() {
        List<DatasetRow> rows = new ArrayList<>();
        for (String context : names(
                run -> run.run().inputs().stream().map(DatasetInput::context).collect(Collectors.toSet()))) {
            if (runs.stream().allMatch(run -> inputs(run, context).size() <= 1)) {
                rows.add(dataset(context, input -> true));
            } else {
                // Only the names tell which of several belong together.
                names(run -> inputs(run, context).stream()
                                .map(DatasetInput::name)
                                .collect(Collectors.toSet()))
                        .forEach(name ->
                                rows.add(dataset(context, input -> input.name().equals(name))));
            }
        }
        return rows;
    }

    private static List<DatasetInput> inputs(ComparedRun run, String context) {
        return run.run().inputs().stream()
                .filter(input -> input.context().equals(context))
                .toList();
    }

    private DatasetRow dataset(String context, Function<DatasetInput, Boolean> which) {
        return new DatasetRow(
                context,
                runs.stream()
                        .map(run -> inputs(run, context).stream()
                                .filter(which::apply)
                                .findFirst()
                                .map(input -> new DatasetRow.Use(input.name(), digests(input)))
                                .orElse(DatasetRow.Use.NONE))
                        .toList());
    }

    /** The digests by kind; those of other tools say no kind, so they are of the tool's own. */
    private static Map<String, String> digests(DatasetInput input) {
        Map<String, String> digests = JsonText.readObject(input.profile())
                .map(profile -> JsonText.texts(profile.get("digests")))
                .orElse(Map.of());
        return digests.isEmpty() ? Map.of("mlflow", input.digest()) : digests;
    }
}
