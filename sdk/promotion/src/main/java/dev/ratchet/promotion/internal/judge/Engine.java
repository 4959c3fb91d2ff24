/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.rule.Threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges all rules of a policy: first what must be true of the input, then guards and slices, and only when all are shown the
 * primary rule. Every rule's numbers are given even when it does not decide.
 */
public final class Engine {

    private final PromotionPolicy policy;
    private final Evidence evidence;
    private final Level level;
    private final Comparer comparer;
    private final Outputs ofCandidate;
    private final Optional<Outputs> ofChampion;

    /** Judges a policy by evidence. */
    public Engine(PromotionPolicy policy, Evidence evidence) {
        this.policy = policy;
        this.evidence = evidence;
        this.level = Level.of(policy);
        this.comparer = new Comparer(policy, evidence);
        this.ofCandidate = Outputs.of(evidence.candidate());
        this.ofChampion = evidence.champion().map(Outputs::of);
    }

    /** The digest of what the candidate predicted. */
    public String candidateDigest() {
        return ofCandidate.digest();
    }

    /** The digest of what the champion predicted; empty when there is none. */
    public Optional<String> championDigest() {
        return ofChampion.map(Outputs::digest);
    }

    /**
     * What came out.
     *
     * @param verdict of all rules together
     * @param rules each rule's result, the primary one last
     */
    public record Outcome(Verdict verdict, List<RuleResult> rules) {}

    /** Judges. */
    public Outcome outcome() {
        Optional<String> unusable = unusable();
        if (unusable.isPresent()) {
            RuleResult input = RuleResult.of("predictions", Verdict.HOLD, "not shown: " + unusable.get());
            return new Outcome(Verdict.HOLD, List.of(input));
        }
        List<RuleResult> guards = new ArrayList<>();
        testSet().ifPresent(guards::add);
        RequirementJudge requirements = new RequirementJudge(evidence);
        for (Requirement requirement : policy.requirements()) {
            if (evidence.champion().isPresent() || !comparesModels(requirement)) {
                guards.add(requirements.judge(requirement));
            }
        }
        return evidence.champion().isPresent() ? againstChampion(guards) : first(guards);
    }

    /** What callers know of the champion has no meaning without one. */
    private static boolean comparesModels(Requirement requirement) {
        return requirement instanceof Requirement.SameSchema || requirement instanceof Requirement.CompatibleSignature;
    }

    private Optional<String> unusable() {
        if (evidence.candidate().rowCount() == 0) {
            return Optional.of("there are no rows");
        }
        return ofCandidate.missing("candidate").or(() -> ofChampion.flatMap(own -> own.missing("champion")));
    }

    private Optional<RuleResult> testSet() {
        if (policy.testSetUses().isEmpty() || evidence.usesBefore().isEmpty()) {
            return Optional.empty();
        }
        int allowed = policy.testSetUses().getAsInt();
        int before = evidence.usesBefore().getAsInt();
        boolean left = before < allowed;
        return Optional.of(RuleResult.of(
                "test set",
                left ? Verdict.PROMOTE : Verdict.HOLD,
                (left
                        ? "use " + (before + 1) + " of " + allowed
                        : "test set used up: " + before + " of " + allowed
                                + " decisions were made on it; take fresh rows")));
    }

    private Outcome againstChampion(List<RuleResult> guards) {
        for (Guard guard : policy.guards()) {
            guards.add(judge(guard));
        }
        SliceJudge slices = new SliceJudge(
                level,
                comparer,
                new Groups(evidence.candidate().rows(), evidence.candidate().rowCount()));
        for (SliceRule slice : policy.slices()) {
            guards.add(slices.judge(slice));
        }
        List<Verdict> verdicts = guards.stream().map(RuleResult::verdict).toList();
        RuleResult primary = policy.primary()
                .map(rule -> primary(rule, Verdict.of(verdicts, Verdict.PROMOTE)))
                .orElseGet(() -> RuleResult.of(
                        "primary",
                        Verdict.HOLD,
                        "the policy has no primary rule, so nothing makes a candidate worth promoting"));
        guards.add(primary);
        return new Outcome(Verdict.of(verdicts, primary.verdict()), guards);
    }

    /** Its numbers are shown in any case; it decides only when it is its turn. */
    private RuleResult primary(Primary rule, Verdict guards) {
        RuleResult result = canNeverFire(rule)
                .map(reason -> RuleResult.of(rule.title(), Verdict.HOLD, reason))
                .orElseGet(() -> new PrimaryJudge(level, comparer, evidence).judge(rule));
        return guards == Verdict.PROMOTE
                ? result
                : result.with(
                        Verdict.HOLD,
                        "not tested, because a rule before it is not shown; it would say: " + result.verdict() + ", "
                                + result.reason());
    }

    /** Before any label is read. */
    private Optional<String> canNeverFire(Primary rule) {
        Predictions champion = evidence.champion().orElse(null);
        if (!(rule instanceof Superior) || champion == null) {
            return Optional.empty();
        }
        try {
            return Disagreement.of(comparer.metric(rule.metric()), champion, ofChampion.orElseThrow(), ofCandidate)
                    .canNeverFire(level.alpha());
        } catch (UndefinedMetricException e) {
            return Optional.empty();
        }
    }

    private Outcome first(List<RuleResult> guards) {
        if (policy.firstChampion() == FirstChampion.REFUSE) {
            guards.add(RuleResult.of(
                    "first champion",
                    Verdict.HOLD,
                    "there is no champion, and the policy does not say how the first one is chosen: with first-champion:"
                            + " absolute-guards-only the guards that need no champion decide"));
            return new Outcome(Verdict.HOLD, guards);
        }
        int before = guards.size();
        for (Guard guard : policy.guards()) {
            if (guard.isAbsolute()) {
                guards.add(judge(guard));
            }
        }
        if (guards.size() == before) {
            guards.add(RuleResult.of(
                    "first champion", Verdict.HOLD, "the policy has no guard that can be judged without a champion"));
        }
        List<Verdict> verdicts = guards.stream().map(RuleResult::verdict).toList();
        return new Outcome(Verdict.of(verdicts, Verdict.PROMOTE), guards);
    }

    private RuleResult judge(Guard guard) {
        if (guard instanceof NoWorse rule) {
            return new Differences(level)
                    .judge(
                            rule.title(),
                            Differences.Direction.NO_WORSE_BY,
                            rule.margin(),
                            () -> comparer.pair(rule.metric()).onAll());
        }
        if (guard instanceof Threshold rule) {
            return new AbsoluteJudge(level, comparer, evidence.candidate()).judge(rule);
        }
        if (guard instanceof Budget rule) {
            return new BudgetJudge(level, evidence.ofCandidate()).judge(rule);
        }
        return new FairnessJudge(level, evidence.candidate()).judge((FairnessGap) guard);
    }
}
