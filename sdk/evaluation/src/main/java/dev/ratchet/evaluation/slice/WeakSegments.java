/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.internal.CodedColumn;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds segments of rows on which a model is worse, without being told where to look: a shallow tree on the losses of one half of
 * the rows proposes segments, and the other half tests them, so that what is reported is not the luck of the search. Immutable
 * and safe to share.
 *
 * <pre>{@code
 * SliceReport weak = WeakSegments.create().of(predictions, Metrics.lossOf(predictions), FeatureColumn.of(rows));
 * }</pre>
 */
public final class WeakSegments {

    private static final int CUTS = 10;

    private final int depth;
    private final int minimumRows;
    private final double significance;
    private final long seed;

    private WeakSegments(int depth, int minimumRows, double significance, long seed) {
        this.depth = depth;
        this.minimumRows = minimumRows;
        this.significance = significance;
        this.seed = seed;
    }

    /** At most 2 conditions, at least 30 rows in each half, a false alarm in 5 % of all reports. */
    public static WeakSegments create() {
        return new WeakSegments(2, 30, 0.05, 42);
    }

    /**
     * How many conditions a segment has at most, 1 to 3; 2 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public WeakSegments depth(int conditions) {
        require(conditions >= 1 && conditions <= 3, "depth is " + conditions + ": 1 to 3 is allowed.");
        return new WeakSegments(conditions, minimumRows, significance, seed);
    }

    /**
     * How many rows a segment needs in each half, at least 2; 30 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public WeakSegments minimumRows(int rows) {
        require(rows >= 2, "minimumRows is " + rows + ": at least 2 are allowed.");
        return new WeakSegments(depth, rows, significance, seed);
    }

    /**
     * The probability that a report names any segment that is not weak, above 0 and below 1; 0.05 by default.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public WeakSegments significance(double probability) {
        require(
                probability > 0 && probability < 1,
                "significance is " + probability + ": above 0 and below 1 is allowed.");
        return new WeakSegments(depth, minimumRows, probability, seed);
    }

    /** What the halves are drawn by, so that a report can be repeated; 42 by default. */
    public WeakSegments seed(long value) {
        return new WeakSegments(depth, minimumRows, significance, value);
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Looks for segments. All figures of the report, and its numbers of rows, are of the half that tested them. Only segments that
     * are shown to be weak are in it, and none within another one.
     *
     * @param metric that segments are tested by; they are found by its losses, or where it is no mean of losses by those of
     *     {@link Metrics#lossOf}
     * @param features by which rows are told apart
     * @throws IllegalArgumentException if a column has another number of rows, or the metric is for other predictions
     * @throws UndefinedMetricException if the metric or the losses have no value for these rows
     */
    public SliceReport of(Predictions predictions, Metric metric, List<FeatureColumn> features) {
        int rows = predictions.rowCount();
        for (FeatureColumn feature : features) {
            require(
                    feature.rowCount() == rows,
                    "Column '" + feature.name() + "' has " + feature.rowCount() + " values and there are " + rows
                            + " rows: each row needs one.");
        }
        Optional<double[]> weights = predictions.rows().weights();
        Predictions plain = predictions.with(
                weights.map(own -> RowInfo.none().withWeights(own)).orElse(RowInfo.none()));
        int[] order = shuffled(rows);
        int[] search = Arrays.copyOf(order, rows / 2);
        int[] test = Arrays.copyOfRange(order, rows / 2, rows);
        Predictions tested = plain.select(test);
        Figure whole = Evaluator.create().figures(tested, List.of(metric)).get(0);
        List<SegmentTree.Segment> segments = search.length < 2 * minimumRows
                ? List.of()
                : new SegmentTree(
                                features.stream()
                                        .map(feature -> CodedColumn.of(feature, search, CUTS, minimumRows))
                                        .toList(),
                                losses(plain, metric),
                                weights.orElseGet(() -> ones(rows)),
                                minimumRows,
                                depth)
                        .grow(search);
        return report(metric, whole, segments, test, tested);
    }

    private SliceReport report(
            Metric metric, Figure whole, List<SegmentTree.Segment> segments, int[] test, Predictions tested) {
        List<SegmentTree.Segment> candidates = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        int leftOut = 0;
        long leftOutRows = 0;
        for (SegmentTree.Segment segment :
                segments.stream().flatMap(SegmentTree.Segment::all).toList()) {
            Groups groups = inAndOut(segment, test);
            int inside = groups.counts()[1];
            if (inside < minimumRows || test.length - inside < minimumRows) {
                leftOut++;
                leftOutRows += inside;
                continue;
            }
            Slice slice = new SliceFigures(tested, groups, List.of(metric), 1 - significance).slice(1, segment.text());
            if (slice.pWorse().isPresent()) {
                candidates.add(segment);
                slices.add(slice);
            }
        }
        return new SliceReport(
                Optional.empty(),
                metric,
                whole,
                Slices.worstFirst(confirmed(segments, candidates, slices), metric),
                minimumRows,
                leftOut,
                leftOutRows,
                significance,
                "found on one half of the rows, tested on the other (seed " + seed + "), Holm over the " + slices.size()
                        + " that were found");
    }

    private List<Slice> confirmed(
            List<SegmentTree.Segment> outermost, List<SegmentTree.Segment> candidates, List<Slice> slices) {
        double[] adjusted = Slices.corrected(slices.stream()
                .mapToDouble(slice -> slice.pWorse().getAsDouble())
                .toArray());
        Set<SegmentTree.Segment> weak = new HashSet<>();
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= significance) {
                weak.add(candidates.get(i));
            }
        }
        return outermost.stream()
                .flatMap(segment -> segment.reported(weak))
                .map(candidates::indexOf)
                .map(i -> slices.get(i).withPWorse(OptionalDouble.of(adjusted[i])))
                .toList();
    }

    private static Groups inAndOut(SegmentTree.Segment segment, int[] rows) {
        int[] ofRow = new int[rows.length];
        int[] counts = new int[2];
        for (int i = 0; i < rows.length; i++) {
            ofRow[i] = segment.holds(rows[i]) ? 1 : 0;
            counts[ofRow[i]]++;
        }
        return new Groups(List.of("outside", "inside"), ofRow, counts);
    }

    private static double[] losses(Predictions predictions, Metric metric) {
        return metric.losses(predictions)
                .orElseGet(() -> Metrics.lossOf(predictions).losses(predictions).orElseThrow())
                .clone();
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private int[] shuffled(int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            int other = random.nextInt(row + 1);
            order[row] = order[other];
            order[other] = row;
        }
        return order;
    }
}
