/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;
import dev.ratchet.promotion.internal.compare.Difference;
import dev.ratchet.promotion.internal.judge.Comparer;
import dev.ratchet.promotion.internal.judge.Engine;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Rule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.statistics.TPower;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tries a policy before it is trusted: how often it would promote what is no better, and how often it would find what is.
 * Immutable.
 */
public final class PolicyTrial {

    private static final double CONFIDENCE = 0.95;

    private final PromotionPolicy policy;
    private final Evidence evidence;

    private PolicyTrial(PromotionPolicy policy, Evidence evidence) {
        this.policy = policy;
        this.evidence = evidence;
    }

    /** Tries a policy on what two models predicted. */
    public static PolicyTrial of(PromotionPolicy policy, Evidence evidence) {
        return new PolicyTrial(policy, evidence);
    }

    /**
     * The same without the rules that more is needed for than predictions: tags, approvals, signatures and what else is
     * known of models and data. What depends on no row does not err by chance, and would hold everything here.
     */
    public PolicyTrial ofPredictionsAlone() {
        PolicyBuilder alone = PromotionPolicy.builder(policy.model())
                .confidence(policy.confidence())
                .power(policy.power())
                .resamples(policy.resamples())
                .seed(policy.seed());
        policy.primary().ifPresent(alone::primary);
        policy.guards().stream().filter(guard -> !isAboutMore(guard)).forEach(alone::guard);
        policy.slices().forEach(alone::slice);
        policy.requirements().stream().filter(rule -> !isAboutMore(rule)).forEach(alone::require);
        policy.testSetUses().ifPresent(alone::testSetUses);
        policy.rowsGroupedBy().ifPresent(alone::rowsGroupedBy);
        return new PolicyTrial(alone.build(), evidence);
    }

    /** The titles of the rules that {@link #ofPredictionsAlone} leaves out. */
    public List<String> rulesAboutMore() {
        return Stream.concat(policy.requirements().stream(), policy.guards().stream())
                .filter(PolicyTrial::isAboutMore)
                .map(Rule::title)
                .toList();
    }

    private static boolean isAboutMore(Rule rule) {
        return rule instanceof Budget || (rule instanceof Requirement && !(rule instanceof Requirement.MinimumRows));
    }

    /**
     * How often equal models were promoted.
     *
     * @param times how often the models were swapped at random
     * @param promoted how often the policy promoted
     * @param rate the same as a share
     * @param interval what the rate may be, with 95 % confidence
     */
    public record Equal(int times, int promoted, double rate, Interval interval) {}

    /**
     * Swaps the two models' predictions in each row with probability one half, so that neither is better, and decides; again
     * and again, on all cores. The rate should not be above the policy's alpha.
     *
     * @param times how often; 2,000 is usual
     * @param seed of the first swap; the others count up from it
     */
    public Equal equalModels(int times, long seed) {
        return equalModels(times, seed, done -> {});
    }

    /** The same, and tells after each time how many are done; by any thread. */
    public Equal equalModels(int times, long seed, IntConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        int rows = evidence.candidate().rowCount();
        int wrong = (int) LongStream.range(0, times)
                .parallel()
                .mapToObj(time -> evidence.swapped(coins(rows, new SplittableRandom(seed + time))))
                .filter(swapped -> {
                    boolean promoted = new Engine(policy, swapped).outcome().verdict() == Verdict.PROMOTE;
                    progress.accept(done.incrementAndGet());
                    return promoted;
                })
                .count();
        Proportion share = new Proportion(wrong, times);
        return new Equal(times, wrong, share.value(), share.clopperPearson(CONFIDENCE));
    }

    private static BitSet coins(int rows, SplittableRandom random) {
        long[] bits = new long[(rows + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextLong();
        }
        BitSet coins = BitSet.valueOf(bits);
        coins.clear(rows, Math.max(rows, coins.length()));
        return coins;
    }

    /**
     * How often the primary rule is shown.
     *
     * @param improvement the true improvement of the candidate
     * @param rows of the test data
     * @param power the probability
     */
    public record Power(double improvement, int rows, double power) {}

    /**
     * The power of the primary rule for true improvements and numbers of rows, if rows vary as those of the evidence do. By
     * the t distribution, which is near for other tests too. Guards make promotions rarer.
     *
     * @throws RatchetException if the policy has no primary rule
     */
    public List<Power> power(double[] improvements, int[] rows) {
        Primary primary = policy.primary()
                .orElseThrow(() -> new RatchetException("The policy has no primary rule, so it has no power."));
        Difference difference =
                new Comparer(policy, evidence).pair(primary.metric()).onAll();
        double deviation = difference.standardError() * Math.sqrt(difference.rows());
        double limit = limit(primary, difference.champion());
        return IntStream.of(rows)
                .boxed()
                .flatMap(n -> DoubleStream.of(improvements)
                        .mapToObj(improvement -> new Power(
                                improvement, n, TPower.paired(n, (improvement - limit) / deviation, policy.alpha()))))
                .toList();
    }

    private static double limit(Primary primary, double champion) {
        if (primary instanceof NonInferior nonInferior) {
            return -nonInferior.nonInferiorBy().of(champion);
        }
        Margin margin = ((Superior) primary).improveBy();
        return margin.of(champion);
    }
}
