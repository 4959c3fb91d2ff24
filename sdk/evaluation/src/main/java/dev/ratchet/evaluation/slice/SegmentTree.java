/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.internal.CodedColumn;
import dev.ratchet.evaluation.slice.Condition.Relation;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A shallow tree on the losses of rows: each node is split where the losses of both sides differ most. It only proposes
 * segments; whether they are weak is tested on other rows.
 */
final class SegmentTree {

    private static final double SIGNIFICANCE = 0.01;

    private final List<CodedColumn> columns;
    /** Weighted deviations from the mean loss, and weights, by row. */
    private final double[] deviations;

    private final double[] weights;
    private final int minimumRows;
    private final int depth;

    /**
     * Rows that meet all of some conditions.
     *
     * @param inside the segments within it that were proposed too
     */
    record Segment(List<Condition> conditions, List<Segment> inside) {

        boolean holds(int row) {
            for (Condition condition : conditions) {
                if (!condition.holds(row)) {
                    return false;
                }
            }
            return true;
        }

        /** This segment and all within it, which were proposed. */
        Stream<Segment> all() {
            return Stream.concat(Stream.of(this), inside.stream().flatMap(Segment::all));
        }

        /**
         * What to report when these segments are weak: where one side of a split is weak that side, where both are what was split.
         */
        Stream<Segment> reported(Set<Segment> weak) {
            long sides = inside.stream()
                    .filter(part -> part.conditions.size() == conditions.size() + 1 && weak.contains(part))
                    .count();
            boolean anyInside = inside.stream().flatMap(Segment::all).anyMatch(weak::contains);
            return weak.contains(this) && (sides == 2 || !anyInside)
                    ? Stream.of(this)
                    : inside.stream().flatMap(part -> part.reported(weak));
        }

        String text() {
            return String.join(" and ", conditions.stream().map(Condition::text).toList());
        }
    }

    /** The best way to split a node, and how many were tried. */
    private record Split(Condition inside, Condition outside, double gain, double statistic, int tried) {}

    SegmentTree(List<CodedColumn> columns, double[] losses, double[] weights, int minimumRows, int depth) {
        this.columns = columns;
        this.weights = weights;
        this.minimumRows = minimumRows;
        this.depth = depth;
        this.deviations = losses;
    }

    /**
     * Grows the tree.
     *
     * @param rows to learn from
     * @return the outermost nodes whose mean loss is above that of all rows
     */
    List<Segment> grow(int[] rows) {
        double sum = 0;
        double weight = 0;
        for (int row : rows) {
            sum += weights[row] * deviations[row];
            weight += weights[row];
        }
        double mean = sum / weight;
        for (int row : rows) {
            deviations[row] -= mean;
        }
        return split(rows, List.of());
    }

    private List<Segment> split(int[] rows, List<Condition> conditions) {
        if (conditions.size() == depth) {
            return List.of();
        }
        Split best = null;
        int tried = 0;
        for (CodedColumn column : columns) {
            Split own = best(column, rows);
            tried += own == null ? 0 : own.tried();
            if (own != null && (best == null || own.gain() > best.gain())) {
                best = own;
            }
        }
        // Below the root a split must be more than the best of many by chance, or segments would get idle conditions.
        if (best == null || (!conditions.isEmpty() && !isMoreThanChance(best.statistic(), tried))) {
            return List.of();
        }
        List<Segment> found = new ArrayList<>();
        for (Condition side : List.of(best.inside(), best.outside())) {
            List<Condition> longer = new ArrayList<>(conditions);
            longer.add(side);
            int[] own = Arrays.stream(rows).filter(side::holds).toArray();
            boolean weak = mean(own) > 0;
            List<Segment> inside = split(own, longer);
            if (weak) {
                found.add(new Segment(List.copyOf(longer), inside));
            } else {
                found.addAll(inside);
            }
        }
        return found;
    }

    private static boolean isMoreThanChance(double statistic, int tried) {
        return NormalDistribution.of(0, 1).survivalProbability(Math.abs(statistic)) * 2 * tried <= SIGNIFICANCE;
    }

    private double mean(int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += weights[row] * deviations[row];
        }
        return sum;
    }

    /** Sums over the rows of each code, then every way to part them that this kind of column allows. */
    private @Nullable Split best(CodedColumn column, int[] rows) {
        Side[] ofCodes = new Side[column.codeCount()];
        Arrays.setAll(ofCodes, code -> new Side());
        Side all = new Side();
        for (int row : rows) {
            ofCodes[column.code(row)].add(weights[row], deviations[row]);
        }
        for (Side side : ofCodes) {
            all.add(side);
        }
        Search search = new Search(column, minimumRows);
        for (int code = 0; code < ofCodes.length; code++) {
            if (column.isNamed(code)) {
                search.tryOut(ofCodes[code], all.without(ofCodes[code]), Relation.IS, Relation.IS_NOT, code);
            }
        }
        Side below = new Side();
        Side present = all.without(ofCodes[column.missing()]);
        for (int code = 0; code < column.missing(); code++) {
            below.add(ofCodes[code]);
            if (column.isCut(code)) {
                search.tryOut(below, present.without(below), Relation.AT_MOST, Relation.ABOVE, code);
            }
        }
        return search.result();
    }

    /** The best split of one column so far. */
    private static final class Search {

        private final CodedColumn column;
        private final int minimumRows;
        private double gain = -1;
        private double statistic;
        private Relation inside = Relation.IS;
        private Relation outside = Relation.IS_NOT;
        private int code;
        private int tried;

        Search(CodedColumn column, int minimumRows) {
            this.column = column;
            this.minimumRows = minimumRows;
        }

        void tryOut(Side left, Side right, Relation ofLeft, Relation ofRight, int atCode) {
            if (left.rows < minimumRows || right.rows < minimumRows || !(left.weight > 0) || !(right.weight > 0)) {
                return;
            }
            tried++;
            double difference = left.sum / left.weight - right.sum / right.weight;
            double own = left.weight * right.weight / (left.weight + right.weight) * difference * difference;
            if (own > gain) {
                gain = own;
                double variance = left.errorSquared() + right.errorSquared();
                statistic = variance > 0 ? difference / Math.sqrt(variance) : 0;
                inside = ofLeft;
                outside = ofRight;
                code = atCode;
            }
        }

        @Nullable
        Split result() {
            return tried == 0
                    ? null
                    : new Split(
                            new Condition(column, inside, code),
                            new Condition(column, outside, code),
                            gain,
                            statistic,
                            tried);
        }
    }

    /** Sums over rows; deviations are from the mean of all, so that squares do not cancel. */
    private static final class Side {

        private long rows;
        private double weight;
        private double sum;
        private double squaredWeight;
        private double squaredSum;
        private double squares;

        void add(double rowWeight, double deviation) {
            double square = rowWeight * rowWeight;
            rows++;
            weight += rowWeight;
            sum += rowWeight * deviation;
            squaredWeight += square;
            squaredSum += square * deviation;
            squares += square * deviation * deviation;
        }

        void add(Side other) {
            add(other, 1);
        }

        private void add(Side other, int sign) {
            rows += sign * other.rows;
            weight += sign * other.weight;
            sum += sign * other.sum;
            squaredWeight += sign * other.squaredWeight;
            squaredSum += sign * other.squaredSum;
            squares += sign * other.squares;
        }

        Side without(Side part) {
            Side rest = new Side();
            rest.add(this, 1);
            rest.add(part, -1);
            return rest;
        }

        /** The squared standard error of the mean. */
        double errorSquared() {
            double mean = sum / weight;
            return Math.max(0, squares - 2 * mean * squaredSum + mean * mean * squaredWeight) / (weight * weight);
        }
    }
}
