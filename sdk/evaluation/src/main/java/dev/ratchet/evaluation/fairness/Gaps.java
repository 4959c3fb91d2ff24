/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How far rates differ between groups. The largest difference is that of one pair of groups, and which one is the luck of the
 * rows; so the interval is made of those of all pairs, each as much surer as there are pairs (C. E. Bonferroni 1936). Drawing rows
 * instead would never give an interval that holds 0, because the largest difference of drawn rows is above 0.
 */
final class Gaps {

    private final List<GroupFairness> groups;
    private final double confidence;

    Gaps(List<GroupFairness> groups, double confidence) {
        this.groups = groups;
        this.confidence = confidence;
    }

    List<Gap> all() {
        List<Function<GroupFairness, Rate>> selection = List.of(GroupFairness::selection);
        List<Function<GroupFairness, Rate>> opportunity = List.of(GroupFairness::truePositive);
        List<Function<GroupFairness, Rate>> odds = List.of(GroupFairness::truePositive, GroupFairness::falsePositive);
        return List.of(
                gap(Criterion.DEMOGRAPHIC_PARITY_DIFFERENCE, selection),
                gap(Criterion.DEMOGRAPHIC_PARITY_RATIO, selection),
                gap(Criterion.EQUAL_OPPORTUNITY_DIFFERENCE, opportunity),
                gap(Criterion.EQUAL_OPPORTUNITY_RATIO, opportunity),
                gap(Criterion.EQUALIZED_ODDS_DIFFERENCE, odds),
                gap(Criterion.EQUALIZED_ODDS_RATIO, odds));
    }

    private Gap gap(Criterion criterion, List<Function<GroupFairness, Rate>> rates) {
        for (Function<GroupFairness, Rate> rate : rates) {
            for (GroupFairness group : groups) {
                if (rate.apply(group).of() == 0) {
                    return undefined(
                            criterion,
                            "Group '" + group.name()
                                    + "' has no row of a class that is needed, so its rate has no value.");
                }
            }
        }
        int pairs = Math.max(1, rates.size() * groups.size() * (groups.size() - 1) / 2);
        double each = 1 - (1 - confidence) / pairs;
        List<Pair> differences = new ArrayList<>();
        for (Function<GroupFairness, Rate> rate : rates) {
            List<Proportion> shares = groups.stream()
                    .map(rate)
                    .map(own -> new Proportion(own.hits(), own.of()))
                    .toList();
            if (criterion.isRatio() && shares.stream().allMatch(share -> share.successes() == 0)) {
                return undefined(criterion, "The rate of every group is 0, so their ratio has no value.");
            }
            differences.addAll(pairs(shares, criterion.isRatio() ? Gaps::ratio : Gaps::difference, each));
        }
        return combined(criterion, differences, pairs);
    }

    /** How a pair of groups is compared. */
    @FunctionalInterface
    private interface Comparing {
        Pair of(Proportion one, Proportion other, double confidence);
    }

    private static List<Pair> pairs(List<Proportion> shares, Comparing comparing, double confidence) {
        List<Pair> pairs = new ArrayList<>();
        for (int one = 0; one < shares.size(); one++) {
            for (int other = 0; other < shares.size(); other++) {
                if (one != other) {
                    pairs.add(comparing.of(shares.get(one), shares.get(other), confidence));
                }
            }
        }
        return pairs;
    }

    private Gap combined(Criterion criterion, List<Pair> pairs, int count) {
        boolean ratio = criterion.isRatio();
        String method = (ratio ? "score intervals of logarithms" : "Newcombe")
                + (count > 1 ? ", Bonferroni over " + count + " pairs" : "");
        if (pairs.isEmpty()) {
            double same = ratio ? 1 : 0;
            return new Gap(
                    criterion, OptionalDouble.of(same), Optional.of(new Interval(same, same)), "there is one group");
        }
        double value = worst(ratio, pairs.stream().mapToDouble(Pair::value));
        double low =
                worst(ratio, pairs.stream().mapToDouble(pair -> pair.limits().low()));
        double high =
                worst(ratio, pairs.stream().mapToDouble(pair -> pair.limits().high()));
        return new Gap(
                criterion,
                OptionalDouble.of(value),
                Optional.of(new Interval(Math.max(0, low), Math.min(1, high))),
                method);
    }

    private static double worst(boolean ratio, DoubleStream values) {
        return ratio ? values.min().orElseThrow() : values.max().orElseThrow();
    }

    private static Gap undefined(Criterion criterion, String why) {
        return new Gap(criterion, OptionalDouble.empty(), Optional.empty(), why);
    }

    private record Pair(double value, Interval limits) {}

    private static Pair difference(Proportion one, Proportion other, double confidence) {
        return new Pair(one.value() - other.value(), one.minus(other, confidence));
    }

    /**
     * The ratio of two shares with its interval, made of the score intervals of both on the scale of logarithms (A. Donner and G.
     * Y. Zou 2012, doi:10.1177/0962280210383082).
     */
    private static Pair ratio(Proportion one, Proportion other, double confidence) {
        if (other.successes() == 0) {
            return new Pair(Double.POSITIVE_INFINITY, new Interval(0, Double.POSITIVE_INFINITY));
        }
        Interval own = one.wilson(confidence);
        Interval others = other.wilson(confidence);
        if (one.successes() == 0) {
            return new Pair(0, new Interval(0, own.high() / others.low()));
        }
        double log = Math.log(one.value() / other.value());
        return new Pair(
                one.value() / other.value(),
                new Interval(
                        Math.exp(log
                                - Math.hypot(
                                        Math.log(one.value() / own.low()), Math.log(others.high() / other.value()))),
                        Math.exp(log
                                + Math.hypot(
                                        Math.log(own.high() / one.value()), Math.log(other.value() / others.low())))));
    }
}
