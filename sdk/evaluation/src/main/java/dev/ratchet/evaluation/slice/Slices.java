/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.Holm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures of the rows that have a value of a column, for each of its values. Immutable and safe to share.
 *
 * <pre>{@code
 * List<SliceReport> reports = Slices.by("carrier", "month").minimumRows(100).of(predictions, Metrics.lossOf(predictions));
 * }</pre>
 *
 * <p>Metrics that are means of per-row losses are computed once for all rows and added up, so a column takes about the time of
 * one evaluation; for other metrics each slice is also held against all of its rest, in the time of one evaluation each.
 */
public final class Slices {

    private static final int MINIMUM_ROWS = 30;
    private static final double CONFIDENCE = 0.95;

    private final List<String> columns;
    private final int minimumRows;
    private final double confidence;

    private Slices(List<String> columns, int minimumRows, double confidence) {
        this.columns = columns;
        this.minimumRows = minimumRows;
        this.confidence = confidence;
    }

    /** Slices by these columns of {@link RowInfo}, each on its own. */
    public static Slices by(String... columns) {
        return new Slices(List.of(columns), MINIMUM_ROWS, CONFIDENCE);
    }

    /**
     * How many rows a slice needs to be looked at, at least 2; 30 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public Slices minimumRows(int rows) {
        if (rows < 2) {
            throw new IllegalArgumentException("minimumRows is " + rows + ": at least 2 are allowed.");
        }
        return new Slices(columns, rows, confidence);
    }

    /**
     * How often intervals hold the value, above 0 and below 1; the probability of calling any slice worse that is not is 1 less
     * that. 0.95 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public Slices confidence(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("confidence is " + share + ": above 0 and below 1 is allowed, as 0.95.");
        }
        return new Slices(columns, minimumRows, share);
    }

    /**
     * Computes a report for each column. A metric that has no value for a slice is undefined there, with the reason.
     *
     * @param predictions with these columns
     * @param metric that slices are judged and sorted by
     * @param further metrics to show beside it
     * @throws IllegalArgumentException if there is no such column, or a metric is for another kind of predictions
     */
    public List<SliceReport> of(Predictions predictions, Metric metric, Metric... further) {
        Map<String, List<String>> known = predictions.rows().columns();
        for (String column : columns) {
            if (!known.containsKey(column)) {
                throw new IllegalArgumentException("There is no column '" + column + "' to slice by; there are "
                        + (known.isEmpty() ? "none" : String.join(", ", known.keySet()))
                        + ". Give it with RowInfo.withColumn.");
            }
        }
        RowInfo weights = predictions
                .rows()
                .weights()
                .map(own -> RowInfo.none().withWeights(own))
                .orElse(RowInfo.none());
        Predictions plain = predictions.with(weights); // selecting rows must not copy every column
        List<Metric> metrics =
                Stream.concat(Stream.of(metric), Arrays.stream(further)).toList();
        List<Column> drafts = columns.stream()
                .map(column -> draft(column, Groups.of(known.getOrDefault(column, List.of())), plain, metrics))
                .toList();
        double[] adjusted = corrected(drafts.stream()
                .flatMap(draft -> draft.slices().stream())
                .flatMapToDouble(slice -> slice.pWorse().stream())
                .toArray());
        Figure whole = Evaluator.builder()
                .confidence(confidence)
                .build()
                .figures(plain, List.of(metric))
                .get(0);
        List<SliceReport> reports = new ArrayList<>();
        int next = 0;
        for (Column draft : drafts) {
            List<Slice> slices = new ArrayList<>();
            for (Slice slice : draft.slices()) {
                slices.add(slice.pWorse().isPresent() ? slice.withPWorse(OptionalDouble.of(adjusted[next++])) : slice);
            }
            reports.add(report(draft, worstFirst(slices, metric), whole, adjusted.length));
        }
        return reports;
    }

    /**
     * Slices with probabilities that are not corrected yet.
     *
     * @param groups all values of the column
     */
    private record Column(String name, Groups groups, List<Slice> slices) {}

    private Column draft(String name, Groups groups, Predictions predictions, List<Metric> metrics) {
        int[] enough = IntStream.range(0, groups.counts().length)
                .filter(group -> groups.counts()[group] >= minimumRows)
                .toArray();
        SliceFigures figures = new SliceFigures(predictions, groups, metrics, confidence);
        List<Slice> slices = Arrays.stream(enough)
                .parallel()
                .mapToObj(group -> {
                    String value = groups.values().get(group);
                    return figures.slice(group, value.isEmpty() ? name + " is missing" : name + " = " + value);
                })
                .toList();
        return new Column(name, groups, slices);
    }

    private SliceReport report(Column draft, List<Slice> slices, Figure whole, int tests) {
        int[] counts = draft.groups().counts();
        return new SliceReport(
                Optional.of(draft.name()),
                whole.metric(),
                whole,
                slices,
                minimumRows,
                counts.length - slices.size(),
                Arrays.stream(counts)
                        .filter(rows -> rows < minimumRows)
                        .asLongStream()
                        .sum(),
                1 - confidence,
                "Holm over the " + tests + " slices of " + String.join(", ", columns));
    }

    /** Of no slices none. */
    static double[] corrected(double[] probabilities) {
        return probabilities.length == 0 ? probabilities : Holm.adjust(probabilities);
    }

    /** Slices without a value come last. */
    static List<Slice> worstFirst(List<Slice> slices, Metric metric) {
        double sign = metric.direction() == Direction.LOWER_IS_BETTER ? -1 : 1;
        return slices.stream()
                .sorted(Comparator.comparingDouble((Slice slice) -> {
                            OptionalDouble value = slice.primary().value();
                            return value.isPresent() ? sign * value.getAsDouble() : Double.POSITIVE_INFINITY;
                        })
                        .thenComparing(Slice::name))
                .toList();
    }
}
